package dev.fovea.engine.cuda;

import java.nio.ByteBuffer;

/// The same numbers on both sides: page-locked memory that Java reads and writes, and memory of the GPU. On a
/// GPU
/// that shares the machine's memory both are one, and nothing is ever copied.
public interface GpuBuffer extends AutoCloseable {
    /// In native order. Do not touch it while a stream copies or computes with it, nor after closing.
    ByteBuffer host();

    /// The GPU's address of it.
    long device();

    /// Idempotent.
    @Override
    void close();
}
