package dev.fovea.image;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/// Decodes, crops, judges and normalises one photograph. One per worker thread: it owns reused native buffers.
public final class ImageStage implements AutoCloseable {
    public ImageStage(ImageLimits limits) {
        throw new UnsupportedOperationException(limits.toString());
    }

    /// Turns a photograph into the network's tensor, or says why it cannot be graded. Never throws for bad bytes.
    ///
    /// @param bytes the whole file, in a direct buffer (a mapped file) from position to limit; not changed
    /// @param tensor receives [InputSpec#size] floats, CHW in RGB order, from index 0 on; direct, native order
    public Preparation prepare(ByteBuffer bytes, InputSpec spec, FloatBuffer tensor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
