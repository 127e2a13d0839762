package dev.fovea.engine.tensorrt;

/// Runs one profile of a [Plan] with working memory of its own. One thread at a time.
public interface Execution extends AutoCloseable {
    /// Where on the GPU a tensor lies.
    ///
    /// @throws dev.fovea.engine.EngineException when there is no such tensor
    void bind(String tensor, long address);

    /// Starts a run; it is over when the stream is.
    ///
    /// @param sizes of the input, the batch first
    /// @param stream CUDA's handle
    /// @throws dev.fovea.engine.EngineException when TensorRT does not take it
    void enqueue(String input, long[] sizes, long stream);

    /// Idempotent.
    @Override
    void close();
}
