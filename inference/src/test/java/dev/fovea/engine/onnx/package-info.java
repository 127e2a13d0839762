/// ONNX Runtime against the engine contract, with a network small enough to compute by hand.
@NullMarked
package dev.fovea.engine.onnx;

import org.jspecify.annotations.NullMarked;
