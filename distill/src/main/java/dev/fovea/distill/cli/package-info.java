/// `fovea distill`: the commands that make a student. Results go to standard output, the rest to standard error.
@NullMarked
package dev.fovea.distill.cli;

import org.jspecify.annotations.NullMarked;
