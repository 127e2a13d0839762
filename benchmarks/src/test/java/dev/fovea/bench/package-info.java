/// The parts of the commands that can be wrong on paper.
@NullMarked
package dev.fovea.bench;

import org.jspecify.annotations.NullMarked;
