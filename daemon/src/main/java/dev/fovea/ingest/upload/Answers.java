package dev.fovea.ingest.upload;

import dev.fovea.model.CaptureId;
import dev.fovea.results.CaptureView;
import dev.fovea.results.Results;
import java.time.Duration;

/// What an uploader wants to know of the results.
public interface Answers {
    /// The capture as it stands now. It was accepted, so it is there.
    CaptureView now(CaptureId id);

    /// The capture as soon as it is answered, or as it stands when the time is over.
    CaptureView await(CaptureId id, Duration max) throws InterruptedException;

    static Answers of(Results results) {
        return new Answers() {
            @Override
            public CaptureView now(CaptureId id) {
                return results.now(id);
            }

            @Override
            public CaptureView await(CaptureId id, Duration max) throws InterruptedException {
                return results.await(id, max);
            }
        };
    }
}
