/// Tests of the adapter for TensorRT 10 with stand-ins for NVIDIA's libraries.
@NullMarked
package dev.fovea.engine.tensorrt.trt10;

import org.jspecify.annotations.NullMarked;
