/// ONNX Runtime on the CPU.
@NullMarked
package dev.fovea.engine.onnx;

import org.jspecify.annotations.NullMarked;
