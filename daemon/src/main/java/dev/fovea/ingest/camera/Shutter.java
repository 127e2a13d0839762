package dev.fovea.ingest.camera;

import dev.fovea.cameras.Camera;
import dev.fovea.cameras.Frame;
import dev.fovea.http.Refusal;
import dev.fovea.ingest.upload.Intake;
import dev.fovea.spool.Acceptance;
import dev.fovea.spool.StageException;
import dev.fovea.spool.Staged;
import dev.fovea.spool.Submission;
import dev.fovea.store.StoreException;
import io.helidon.http.Status;
import java.time.Duration;
import java.util.Optional;

/// Takes photographs: the bytes that the camera sent go into the spool as any upload's do. Any thread.
final class Shutter {
    private static final System.Logger LOG = System.getLogger(Shutter.class.getName());

    private final Intake intake;
    private final ShotSettings settings;

    Shutter(Intake intake, ShotSettings settings) {
        this.intake = intake;
        this.settings = settings;
    }

    /// The newest picture, or the next one when that is too old.
    ///
    /// @throws Refusal 503 when none comes in time
    Frame fresh(Camera camera) throws InterruptedException {
        Optional<Frame> newest = camera.newest(settings.frameAgeMax());
        if (newest.isPresent()) {
            return newest.get();
        }
        long seen = camera.newest().map(Frame::number).orElse(0L);
        return camera.after(seen, settings.frameWaitMax()).orElseThrow(() -> {
            String why = camera.status().trouble().orElse("no picture came within " + settings.frameWaitMax());
            return Refusal.busy("camera " + camera.name() + " has no picture: " + why, Duration.ofSeconds(5));
        });
    }

    /// Durable when it returns, if it was accepted.
    ///
    /// @throws Refusal when it cannot be taken
    Acceptance take(Frame frame, Submission submission) {
        Optional<Acceptance.Refused> full = intake.refusal(submission);
        if (full.isPresent()) {
            return full.get();
        }
        try {
            Staged staged = intake.stage(frame.read(), Optional.empty(), frame.bytes());
            try {
                return intake.accept(staged, submission);
            } finally {
                intake.discard(staged);
            }
        } catch (StageException e) {
            String sentence = String.valueOf(e.getMessage());
            throw switch (e.reason()) {
                case EMPTY, UNSUPPORTED_FORMAT -> Refusal.of(Status.UNSUPPORTED_MEDIA_TYPE_415, sentence);
                case TOO_LARGE -> Refusal.tooLarge(sentence);
                case INTERRUPTED, DISK_FULL -> Refusal.busy(sentence, Duration.ofSeconds(30));
            };
        } catch (StoreException e) {
            LOG.log(System.Logger.Level.ERROR, "a photograph could not be stored", e);
            throw Refusal.busy("the store failed, nothing was acknowledged: " + e.getMessage(), Duration.ofSeconds(30));
        }
    }
}
