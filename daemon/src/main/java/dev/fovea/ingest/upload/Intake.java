package dev.fovea.ingest.upload;

import dev.fovea.spool.Acceptance;
import dev.fovea.spool.Spool;
import dev.fovea.spool.StageException;
import dev.fovea.spool.Staged;
import dev.fovea.spool.Submission;
import java.io.InputStream;
import java.util.Optional;

/// What an uploader asks of the spool.
public interface Intake {
    /// As [Spool#refusal].
    Optional<Acceptance.Refused> refusal(Submission submission);

    /// As [Spool#stage].
    Staged stage(InputStream body, Optional<String> key, long bytes) throws StageException;

    /// As [Spool#accept].
    Acceptance accept(Staged staged, Submission submission);

    /// As [Spool#discard]: idempotent, also after acceptance.
    void discard(Staged staged);

    static Intake of(Spool spool) {
        return new Intake() {
            @Override
            public Optional<Acceptance.Refused> refusal(Submission submission) {
                return spool.refusal(submission);
            }

            @Override
            public Staged stage(InputStream body, Optional<String> key, long bytes) throws StageException {
                return spool.stage(body, key, bytes);
            }

            @Override
            public Acceptance accept(Staged staged, Submission submission) {
                return spool.accept(staged, submission);
            }

            @Override
            public void discard(Staged staged) {
                spool.discard(staged);
            }
        };
    }
}
