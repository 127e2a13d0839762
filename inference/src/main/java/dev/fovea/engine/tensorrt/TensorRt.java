package dev.fovea.engine.tensorrt;

import java.nio.ByteBuffer;

/// TensorRT, loaded. Its calls need a GPU: without one, some versions end the process. Thread-safe.
public interface TensorRt {
    TensorRtVersion version();

    /// Brings an engine's file to the GPU.
    ///
    /// @param file direct, from its position to its limit; not kept. Only what [dev.fovea.engine.tensorrt] made
    ///     on
    ///     this machine: a foreign or damaged one can end the process
    /// @throws dev.fovea.engine.EngineException when TensorRT refuses it
    Plan plan(ByteBuffer file);

    /// Makes an engine's file out of a network: minutes of work, and a gigabyte of memory. Only for a process
    /// of its
    /// own, which may be killed.
    ///
    /// @throws dev.fovea.engine.EngineException when it cannot be made
    Build build(BuildRecipe recipe);
}
