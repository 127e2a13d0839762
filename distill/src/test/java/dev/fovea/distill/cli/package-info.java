/// What the commands promise, as tests.
@NullMarked
package dev.fovea.distill.cli;

import org.jspecify.annotations.NullMarked;
