package dev.fovea.grading;

import dev.fovea.image.ImageLimits;
import dev.fovea.image.ImageStage;
import dev.fovea.image.Unwrapper;
import dev.fovea.model.Capture;
import dev.fovea.spool.Spool;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// What one decoder thread works with: its image stage and a buffer for files, both reused. Not for another thread.
///
/// Files are read, not mapped: a mapping lives until the garbage collector finds it, and a disk that fails under a
/// mapping ends the process instead of throwing.
///
/// Both are made when first asked for: a machine short of memory then fails a photograph, which is tried again, and
/// not the thread.
final class Desk implements AutoCloseable {
    /// A larger buffer is made for one file and dropped.
    private static final int KEPT_BYTES_MAX = 8 << 20;

    private final ImageLimits limits;
    private final Unwrapper unwrapper;
    private @Nullable ImageStage stage;
    private ByteBuffer kept = ByteBuffer.allocate(0);

    Desk(ImageLimits limits, Unwrapper unwrapper) {
        this.limits = limits;
        this.unwrapper = unwrapper;
    }

    /// @throws dev.fovea.image.ImageException when images cannot be worked on here at all
    ImageStage stage() {
        ImageStage open = stage == null ? new ImageStage(limits, unwrapper) : stage;
        stage = open;
        return open;
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
        if (stage != null) {
            stage.close();
        }
    }
}
