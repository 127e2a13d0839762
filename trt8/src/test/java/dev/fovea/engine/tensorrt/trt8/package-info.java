/// Tests of the adapter for TensorRT 8 with stand-ins for NVIDIA's libraries.
@NullMarked
package dev.fovea.engine.tensorrt.trt8;

import org.jspecify.annotations.NullMarked;
