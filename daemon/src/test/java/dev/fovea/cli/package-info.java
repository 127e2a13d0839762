/// The command line and the launcher, tried as a stranger would.
@NullMarked
package dev.fovea.cli;

import org.jspecify.annotations.NullMarked;
