package dev.fovea.spool;

import dev.fovea.model.Capture;
import dev.fovea.model.CaptureId;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/// The durable way in. Thread-safe; callers block on the disk, so use virtual threads.
public final class Spool {
    private Spool() {}

    /// Receives a body into a temporary file and hashes it on the way.
    ///
    /// @throws StageException when the body is over the cap, empty, or of no format we take
    public Staged stage(InputStream body) throws StageException {
        throw new UnsupportedOperationException(body.toString());
    }

    /// Throws a staged body away. Idempotent, also after [#accept].
    public void discard(Staged staged) {
        throw new UnsupportedOperationException(staged.toString());
    }

    /// Makes it durable, or says why not. When this returns Accepted, the capture survives a power cut.
    public Acceptance accept(Staged staged, Submission submission) {
        throw new UnsupportedOperationException(staged + " " + submission);
    }

    /// Every accepted capture without a result, highest priority first, then by arrival.
    public List<Capture> unanswered() {
        throw new UnsupportedOperationException();
    }

    public Optional<Capture> find(CaptureId id) {
        throw new UnsupportedOperationException(id.toString());
    }

    /// The photograph's bytes as sent, mapped.
    public ByteBuffer original(Capture capture) {
        throw new UnsupportedOperationException(capture.toString());
    }
}
