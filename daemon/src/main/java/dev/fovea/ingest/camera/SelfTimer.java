package dev.fovea.ingest.camera;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fovea.cameras.Camera;
import dev.fovea.cameras.Frame;
import dev.fovea.http.Refusal;
import dev.fovea.spool.Acceptance;
import dev.fovea.spool.Submission;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Photographs by itself when the eye holds still, once for each time that a person armed it and said whose eye comes.
/// It disarms with the photograph and when its time is over, so that nothing is filed under the patient before. A
/// camera that is armed has one thread that looks at its pictures. Thread-safe.
final class SelfTimer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SelfTimer.class.getName());

    /// Looks a second, at most: each decodes a picture.
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private static final Duration FRAME_MAX = Duration.ofSeconds(1);

    private final Shutter shutter;
    private final Supplier<Sight> sights;
    private final ShotSettings settings;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final Map<String, Watch> watches = new HashMap<>();

    @GuardedBy("lock")
    private final Map<String, String> troubles = new HashMap<>();

    /// @param sights made and closed by the thread that looks
    SelfTimer(Shutter shutter, Supplier<Sight> sights, ShotSettings settings, LongSupplier nanos) {
        this.shutter = shutter;
        this.sights = sights;
        this.settings = settings;
        this.nanos = nanos;
    }

    /// What the next photograph of a camera will be filed under.
    ///
    /// @param left how much longer, never negative
    record Armed(Submission submission, Duration left) {}

    /// The last one who arms counts.
    void arm(Camera camera, Submission submission) {
        disarm(camera.name());
        Watch watch = new Watch(camera, submission);
        lock.lock();
        try {
            watches.put(camera.name(), watch);
            troubles.remove(camera.name());
        } finally {
            lock.unlock();
        }
        Thread.ofPlatform().daemon().name("camera-" + camera.name() + "-armed").start(watch::run);
    }

    /// Idempotent. A photograph that is being taken is taken.
    void disarm(String camera) {
        lock.lock();
        try {
            watches.remove(camera);
        } finally {
            lock.unlock();
        }
    }

    /// Empty when its time is over.
    Optional<Armed> armed(String camera) {
        lock.lock();
        try {
            return Optional.ofNullable(watches.get(camera))
                    .map(watch -> new Armed(watch.submission, Duration.ofNanos(watch.end - nanos.getAsLong())))
                    .filter(armed -> armed.left().isPositive());
        } finally {
            lock.unlock();
        }
    }

    /// Why the last arming ended without a photograph, a sentence.
    Optional<String> trouble(String camera) {
        lock.lock();
        try {
            return Optional.ofNullable(troubles.get(camera));
        } finally {
            lock.unlock();
        }
    }

    /// Disarms all cameras. Idempotent.
    @Override
    public void close() {
        lock.lock();
        try {
            watches.clear();
        } finally {
            lock.unlock();
        }
    }

    /// One arming.
    private final class Watch {
        private final Camera camera;
        private final Submission submission;
        private final long end;

        Watch(Camera camera, Submission submission) {
            this.camera = camera;
            this.submission = submission;
            this.end = nanos.getAsLong() + settings.armedMax().toNanos();
        }

        void run() {
            try (Sight sight = sights.get()) {
                Optional<Frame> moment = moment(sight);
                if (!leave()) {
                    return;
                }
                if (moment.isEmpty()) {
                    tell("no eye held still for long enough within "
                            + settings.armedMax().toSeconds() + " s");
                    return;
                }
                switch (shutter.take(moment.get(), submission)) {
                    case Acceptance.Accepted _, Acceptance.Duplicate _ -> {
                        // It is told by the event that every capture gives.
                    }
                    case Acceptance.Refused(var _, String detail, var _) -> tell(detail);
                    case Acceptance.Conflict(var _, String detail) -> tell(detail);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Refusal refusal) {
                tell(refusal.sentence());
            } catch (RuntimeException | OutOfMemoryError | AssertionError bug) {
                LOG.log(System.Logger.Level.ERROR, "camera " + camera.name() + " could not photograph by itself", bug);
                tell("a fault of the program: " + bug);
            } finally {
                leave();
            }
        }

        private void tell(String sentence) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "camera {0} took no photograph by itself: {1}",
                    camera.name(),
                    sentence);
            lock.lock();
            try {
                troubles.put(camera.name(), sentence);
            } finally {
                lock.unlock();
            }
        }

        /// Disarms, if it is this arming that counts. Only one caller is told so: the shot is taken once.
        private boolean leave() {
            lock.lock();
            try {
                return watches.remove(camera.name(), this);
            } finally {
                lock.unlock();
            }
        }

        /// The picture to take; empty when it is disarmed first, or its time is over.
        private Optional<Frame> moment(Sight sight) throws InterruptedException {
            HoldStill still = new HoldStill(settings.stillMin());
            long number = camera.newest().map(Frame::number).orElse(0L);
            long last = nanos.getAsLong() - LOOK_EVERY.toNanos();
            while (counts()) {
                Optional<Frame> frame = camera.after(number, FRAME_MAX);
                number = frame.map(Frame::number).orElse(number);
                if (frame.isPresent() && frame.get().at() - last >= LOOK_EVERY.toNanos()) {
                    last = frame.get().at();
                    // Its time may have run out while it looked.
                    if (still.see(sight.look(frame.get()), last) && counts()) {
                        return frame;
                    }
                }
            }
            return Optional.empty();
        }

        private boolean counts() {
            lock.lock();
            try {
                return watches.get(camera.name()) == this && nanos.getAsLong() < end;
            } finally {
                lock.unlock();
            }
        }
    }
}
