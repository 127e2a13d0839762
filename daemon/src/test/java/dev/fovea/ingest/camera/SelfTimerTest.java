package dev.fovea.ingest.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.cameras.Camera;
import dev.fovea.cameras.CameraSet;
import dev.fovea.cameras.CameraSettings;
import dev.fovea.cameras.Frame;
import dev.fovea.cameras.SourceSettings;
import dev.fovea.cameras.WatchdogSettings;
import dev.fovea.drawing.DrawnEye;
import dev.fovea.ingest.upload.Intake;
import dev.fovea.model.Laterality;
import dev.fovea.spool.Clinic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An armed camera photographs once, for whom it was armed, or says why it did not.
@Timeout(60)
class SelfTimerTest {
    private static final byte[] JPEG = DrawnEye.healthy(Laterality.RIGHT, 3).jpeg(400, 300);

    @TempDir
    private Path folder;

    private Clinic clinic;
    private CameraSet cameras;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh to play a camera");
        clinic = Clinic.open(folder.resolve("clinic"));
        Path picture = Files.write(folder.resolve("eye.jpg"), JPEG);
        String film = "while :; do cat " + picture + "; sleep 0.1; done";
        cameras = CameraSet.start(
                List.of(new CameraSettings("left", new SourceSettings.Command(List.of("/bin/sh", "-c", film)))),
                WatchdogSettings.DEFAULT,
                1 << 20,
                System::nanoTime);
    }

    @AfterEach
    void stop() {
        if (cameras != null) {
            cameras.close();
            clinic.close();
        }
    }

    @Test
    void anEyeThatHoldsStillIsPhotographedOnceAndTheCameraIsDisarmed() {
        try (SelfTimer timer = timer(true, Duration.ofMinutes(2))) {
            timer.arm(left(), Clinic.submission("E1", Laterality.LEFT));

            until(() -> timer.armed("left").isEmpty()
                    && !clinic.spool().unanswered().isEmpty());

            assertThat(clinic.spool().unanswered()).singleElement().satisfies(capture -> {
                assertThat(capture.identity().exam()).isEqualTo("E1");
                assertThat(capture.identity().laterality()).isEqualTo(Laterality.LEFT);
            });
            assertThat(timer.trouble("left")).isEmpty();
        }
    }

    @Test
    void aCameraThatSeesNothingToPhotographDisarmsWhenItsTimeIsOver() {
        try (SelfTimer timer = timer(false, Duration.ofMillis(500))) {
            timer.arm(left(), Clinic.submission("E1", Laterality.LEFT));

            until(() -> timer.trouble("left").isPresent());

            assertThat(timer.armed("left")).isEmpty();
            assertThat(timer.trouble("left").orElseThrow()).contains("no eye held still");
            assertThat(clinic.spool().unanswered()).isEmpty();
        }
    }

    /// The moment is its last one: with the next picture it would be photographed.
    @Test
    void anEyeThatHoldsStillWhenTheTimeIsOverIsNotPhotographed() {
        AtomicLong ahead = new AtomicLong();
        AtomicInteger looks = new AtomicInteger();
        ShotSettings settings = settings(Duration.ofMinutes(2), Duration.ofNanos(1));
        Sight sight = new Sight() {
            @Override
            public Optional<Glance> look(Frame frame) {
                if (looks.incrementAndGet() == 3) {
                    ahead.set(Duration.ofMinutes(3).toNanos());
                }
                return new FixedSight(true).look(frame);
            }

            @Override
            public void close() {}
        };
        Shutter shutter = new Shutter(Intake.of(clinic.spool()), settings);
        try (SelfTimer timer = new SelfTimer(shutter, () -> sight, settings, () -> System.nanoTime() + ahead.get())) {
            timer.arm(left(), Clinic.submission("E1", Laterality.LEFT));
            assertThat(timer.armed("left").orElseThrow().left())
                    .isBetween(Duration.ofSeconds(60), Duration.ofMinutes(2));

            until(() -> looks.get() >= 3
                    && (timer.trouble("left").isPresent()
                            || !clinic.spool().unanswered().isEmpty()));

            assertThat(timer.armed("left")).isEmpty();
            assertThat(clinic.spool().unanswered()).isEmpty();
        }
    }

    @Test
    void noCameraStaysArmedForTheNextPatientButOne() {
        assertThatThrownBy(() -> settings(Duration.ofMinutes(31), Duration.ofMillis(300)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("camera.armed-max must be at most 30min, was PT31M");
    }

    @Test
    void theLastOneWhoArmsCounts() {
        try (SelfTimer timer = timer(true, Duration.ofMinutes(2))) {
            timer.arm(left(), Clinic.submission("E1", Laterality.LEFT));
            timer.arm(left(), Clinic.submission("E2", Laterality.RIGHT));

            until(() -> timer.armed("left").isEmpty()
                    && !clinic.spool().unanswered().isEmpty());

            assertThat(clinic.spool().unanswered())
                    .singleElement()
                    .satisfies(capture -> assertThat(capture.identity().exam()).isEqualTo("E2"));
        }
    }

    private SelfTimer timer(boolean eye, Duration armedMax) {
        ShotSettings settings = settings(armedMax, Duration.ofMillis(300));
        Shutter shutter = new Shutter(Intake.of(clinic.spool()), settings);
        return new SelfTimer(shutter, () -> new FixedSight(eye), settings, System::nanoTime);
    }

    private static ShotSettings settings(Duration armedMax, Duration stillMin) {
        return new ShotSettings(Duration.ofMillis(500), Duration.ofSeconds(3), 10, 1, armedMax, stillMin);
    }

    private Camera left() {
        return cameras.named("left").orElseThrow();
    }

    private static void until(BooleanSupplier so) {
        while (!so.getAsBoolean()) {
            LockSupport.parkNanos(1_000_000);
        }
    }
}
