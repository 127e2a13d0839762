package dev.fovea.cameras;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What holds for a camera of any kind, whatever becomes of the other side: trouble is noticed within 25 seconds of
/// the camera's clock, pictures come again without a new start, and no half picture ever comes.
@Timeout(60)
abstract class CameraContract {
    static final byte[] SMALL = Pictures.jpeg(64, 48);
    static final byte[] LARGE = Pictures.jpeg(320, 240);
    private static final Duration REAL_MAX = Duration.ofSeconds(20);

    private final AtomicLong nanos = new AtomicLong(1);
    private @Nullable Camera camera;

    /// What the other side does in each connection from now on.
    ///
    /// @param pieces sent one after the other
    /// @param stays then says nothing more; else it ends
    abstract void plays(List<byte[]> pieces, boolean stays);

    /// From now on nobody can connect.
    abstract void gone();

    abstract FrameSource source();

    @AfterEach
    void closeCamera() {
        if (camera != null) {
            camera.close();
        }
    }

    @Test
    void picturesComeAsTheCameraMadeThem() throws Exception {
        plays(List.of(SMALL, LARGE), true);
        Camera started = start();

        CameraStatus live = until(started, status -> status.tally().frames() == 2);

        assertThat(live.state()).isEqualTo(CameraState.LIVE);
        assertThat(live.size()).contains(new PictureSize(320, 240));
        assertThat(started.newest().orElseThrow().read().readAllBytes()).isEqualTo(LARGE);
    }

    @Test
    void aCameraThatFallsSilentIsConnectedToAgain() {
        plays(List.of(SMALL), true);
        Camera started = start();
        until(started, status -> status.state() == CameraState.LIVE);

        plays(List.of(LARGE), true);
        pass(Duration.ofSeconds(20));

        CameraStatus again = until(started, status -> status.tally().frames() == 2);
        assertThat(again.tally().stalls()).isEqualTo(1);
        assertThat(again.state()).isEqualTo(CameraState.LIVE);
    }

    @Test
    void aCameraThatNeverSendsAPictureIsConnectedToAgain() {
        plays(List.of(SMALL), false);
        Camera started = start();
        until(started, status -> status.state() == CameraState.WAITING);
        plays(List.of(new byte[] {1, 2, 3}), true);
        until(started, status -> status.state() == CameraState.CONNECTING);

        plays(List.of(LARGE), true);
        pass(Duration.ofSeconds(20));

        until(started, status -> status.state() == CameraState.LIVE);
        assertThat(started.newest().orElseThrow().size()).isEqualTo(new PictureSize(320, 240));
    }

    @Test
    void aStreamThatEndsIsOpenedAgain() {
        plays(List.of(SMALL), false);
        Camera started = start();

        until(started, status -> status.state() == CameraState.WAITING);
        plays(List.of(LARGE), true);

        CameraStatus again = until(started, status -> status.state() == CameraState.LIVE);
        assertThat(again.tally().restarts()).isPositive();
    }

    @Test
    void halfAPictureIsNeverHandedOn() throws Exception {
        plays(List.of(SMALL, Pictures.half(LARGE)), false);
        Camera started = start();
        until(started, status -> status.state() == CameraState.WAITING);
        plays(List.of(Pictures.half(LARGE), SMALL, Pictures.half(LARGE)), true);

        until(
                started,
                status -> status.state() == CameraState.LIVE && status.tally().restarts() > 0);

        assertThat(started.newest().orElseThrow().read().readAllBytes()).isEqualTo(SMALL);
        assertThat(started.status().tally().broken()).isPositive();
    }

    @Test
    void aNewResolutionIsJustTheNextPicture() throws Exception {
        plays(List.of(SMALL, LARGE), true);
        Camera started = start();

        until(started, status -> status.tally().frames() == 2);
        Frame newest = started.newest().orElseThrow();

        assertThat(ImageIO.read(new ByteArrayInputStream(newest.read().readAllBytes()))
                        .getWidth())
                .isEqualTo(newest.size().width())
                .isEqualTo(320);
    }

    @Test
    void aCameraThatIsGoneIsSaidToBeAndComesBack() {
        plays(List.of(SMALL), true);
        gone();
        Camera started = start();

        CameraStatus refused = until(started, status -> status.state() == CameraState.REFUSED);
        assertThat(refused.trouble()).isPresent();
        plays(List.of(SMALL), true);

        assertThat(until(started, status -> status.state() == CameraState.LIVE).trouble())
                .isEmpty();
    }

    @Test
    void whoWaitsForTheNextPictureGetsIt() throws Exception {
        plays(List.of(SMALL), true);
        Camera started = start();

        assertThat(started.after(0, REAL_MAX)).isPresent();
        assertThat(started.after(1, Duration.ofMillis(1))).isEmpty();
    }

    @Test
    void anOldPictureIsNotTakenForAFreshOne() {
        plays(List.of(SMALL), true);
        Camera started = start();
        until(started, status -> status.state() == CameraState.LIVE);
        assertThat(started.newest(Duration.ofSeconds(1))).isPresent();

        nanos.addAndGet(Duration.ofSeconds(2).toNanos());

        assertThat(started.newest(Duration.ofSeconds(1))).isEmpty();
        assertThat(started.newest()).isPresent();
    }

    Camera start() {
        Camera started = Camera.start("test", source(), WatchdogSettings.DEFAULT, nanos::get);
        camera = started;
        return started;
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /// Looks after the camera until it is so. While the camera rests its clock runs on, a second at each look.
    CameraStatus until(Camera watched, Predicate<CameraStatus> so) {
        long end = System.nanoTime() + REAL_MAX.toNanos();
        CameraStatus status = watched.status();
        while (!so.test(status)) {
            assertThat(System.nanoTime()).as("the camera is still %s", status).isLessThan(end);
            if (status.state() != CameraState.LIVE && status.trouble().isPresent()) {
                pass(Duration.ofMillis(10));
            }
            watched.look();
            LockSupport.parkNanos(1_000_000);
            status = watched.status();
        }
        return status;
    }
}
