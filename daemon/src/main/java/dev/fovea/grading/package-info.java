/// The pump: spool to image to engine to results.
@NullMarked
package dev.fovea.grading;

import org.jspecify.annotations.NullMarked;
