/// The image stage against golden values, sketches with known truth and, where they are at hand, real photographs.
@NullMarked
package dev.fovea.image;

import org.jspecify.annotations.NullMarked;
