/// Tests of the drawings; what they measure with is in Luma.
@NullMarked
package dev.fovea.drawing;

import org.jspecify.annotations.NullMarked;
