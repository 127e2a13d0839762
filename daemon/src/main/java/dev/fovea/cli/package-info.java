/// The command line.
@NullMarked
package dev.fovea.cli;

import org.jspecify.annotations.NullMarked;
