/// What is measured of a camera, and what of it is kept.
@NullMarked
package dev.fovea.camera;

import org.jspecify.annotations.NullMarked;
