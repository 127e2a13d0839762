/// Trained networks as ONNX files, in single and half precision and in whole numbers, and the look at real inputs
/// that whole numbers need.
@NullMarked
package dev.fovea.distill.export;

import org.jspecify.annotations.NullMarked;
