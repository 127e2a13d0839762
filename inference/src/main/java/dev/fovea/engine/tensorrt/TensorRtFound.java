package dev.fovea.engine.tensorrt;

import dev.fovea.engine.cuda.CudaState;

/// Whether this machine can run TensorRT engines.
public sealed interface TensorRtFound {
    /// One sentence for a person.
    record No(String reason) implements TensorRtFound {}

    /// All that is needed is there, and nothing of TensorRT is loaded yet.
    record Yes(CudaState.Present cuda, TensorRtAdapter adapter, TensorRtLibraries libraries) implements TensorRtFound {}
}
