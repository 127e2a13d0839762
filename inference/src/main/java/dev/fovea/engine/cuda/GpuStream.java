package dev.fovea.engine.cuda;

/// Work for the GPU, done in order and beside that of other streams. One thread at a time.
///
/// @see GpuBuffer
public interface GpuStream extends AutoCloseable {
    /// CUDA's handle.
    long handle();

    /// Starts to bring the first bytes of the host's side to the GPU.
    void upload(GpuBuffer buffer, long bytes);

    /// Starts to bring the first bytes of the GPU's side to the host.
    void download(GpuBuffer buffer, long bytes);

    /// Returns when all that was started is done; the thread sleeps, because cores are few.
    ///
    /// @throws dev.fovea.engine.EngineException when any of it failed
    void await();

    /// Idempotent.
    @Override
    void close();
}
