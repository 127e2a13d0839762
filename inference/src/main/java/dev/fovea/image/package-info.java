/// Photograph bytes in, the network's tensor and quality figures out.
@NullMarked
package dev.fovea.image;

import org.jspecify.annotations.NullMarked;
