package dev.fovea.grading;

import dev.fovea.image.ImageLimits;
import dev.fovea.image.ImageStage;
import dev.fovea.model.Capture;
import dev.fovea.spool.Spool;
import java.nio.ByteBuffer;

/// What one decoder thread works with: its image stage and a buffer for files, both reused. Not for another thread.
///
/// Files are read, not mapped: a mapping lives until the garbage collector finds it, and a disk that fails under a
/// mapping
/// ends the process instead of throwing.
final class Desk implements AutoCloseable {
    /// A larger buffer is made for one file and dropped.
    private static final int KEPT_BYTES_MAX = 8 << 20;

    private final ImageStage stage;
    private ByteBuffer kept = ByteBuffer.allocateDirect(1 << 20);

    Desk(ImageLimits limits) {
        stage = new ImageStage(limits);
    }

    ImageStage stage() {
        return stage;
    }

    /// The photograph's bytes, until the next call.
    ByteBuffer read(Spool spool, Capture capture) {
        ByteBuffer bytes = spool.original(capture, kept);
        if (bytes.capacity() <= KEPT_BYTES_MAX) {
            kept = bytes;
        }
        return bytes;
    }

    @Override
    public void close() {
        stage.close();
    }
}
