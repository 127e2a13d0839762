package dev.fovea.engine.cuda;

/// What an engine needs of a GPU. Thread-safe, but a thread must [#enter] it before its first call.
public interface Gpu {
    GpuDevice device();

    /// Makes this GPU the calling thread's.
    void enter();

    /// @param bytes above 0
    /// @throws dev.fovea.engine.EngineException when there is not enough memory
    GpuBuffer buffer(long bytes);

    GpuStream stream();

    /// Free now, for who must decide whether something fits.
    long freeBytes();
}
