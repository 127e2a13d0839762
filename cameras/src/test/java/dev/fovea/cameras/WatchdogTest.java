package dev.fovea.cameras;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.cameras.CameraException.Fault;
import dev.fovea.cameras.Watchdog.Decision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// When a camera is given up and tried again.
class WatchdogTest {
    private final Watchdog watchdog = new Watchdog(WatchdogSettings.DEFAULT, 0);

    @Test
    void connectsAtOnceAndIsLiveWithTheFirstPicture() {
        assertThat(watchdog.decide(0)).isEqualTo(Decision.CONNECT);

        watchdog.connecting(0);
        assertThat(watchdog.state()).isEqualTo(CameraState.CONNECTING);
        watchdog.picture(seconds(1));

        assertThat(watchdog.state()).isEqualTo(CameraState.LIVE);
        assertThat(watchdog.restarts()).isZero();
    }

    @Test
    void twentySecondsWithoutAPictureEndTheConnection() {
        watchdog.connecting(0);
        watchdog.picture(seconds(3));

        assertThat(watchdog.decide(seconds(22))).isEqualTo(Decision.NOTHING);
        assertThat(watchdog.decide(seconds(23))).isEqualTo(Decision.END);
    }

    @Test
    void aConnectionThatDoesNotEndIsKilledAfterItsGrace() {
        watchdog.connecting(0);
        watchdog.ending(seconds(20));

        assertThat(watchdog.decide(seconds(24))).isEqualTo(Decision.NOTHING);
        assertThat(watchdog.decide(seconds(25))).isEqualTo(Decision.KILL);
        assertThat(watchdog.state()).isEqualTo(CameraState.STALLED);
        assertThat(watchdog.trouble()).contains("no whole picture for 20 s");
    }

    /// Whoever looks, and however often.
    @Test
    @Timeout(20)
    void aConnectionThatIsStuckIsEndedOnceAndKilledOnce() throws InterruptedException {
        AtomicLong nanos = new AtomicLong();
        StuckFeed feed = new StuckFeed();
        try (Camera camera = Camera.start("stuck", () -> feed, WatchdogSettings.DEFAULT, nanos::get)) {
            feed.began();
            for (int looks = 0; looks < 200; looks++) {
                nanos.addAndGet(Duration.ofMillis(500).toNanos());
                camera.look();
            }

            assertThat(feed.ends).hasValue(1);
            assertThat(feed.kills).hasValue(1);
            feed.stuck.countDown();
        }
    }

    /// Reads, and nothing ends it.
    private static final class StuckFeed implements Feed {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch stuck = new CountDownLatch(1);
        private final AtomicInteger ends = new AtomicInteger();
        private final AtomicInteger kills = new AtomicInteger();

        void began() throws InterruptedException {
            begun.await();
        }

        @Override
        public Piece next() {
            begun.countDown();
            try {
                stuck.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new CameraException(Fault.ENDED, "it is over");
        }

        @Override
        public void end() {
            ends.incrementAndGet();
        }

        @Override
        public void kill() {
            kills.incrementAndGet();
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    @Test
    void pausesDoubleUpToTheLongest() {
        Watchdog patient = new Watchdog(
                new WatchdogSettings(
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(30),
                        1_000),
                0);
        List<Long> pauses = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 70; i++) {
            patient.connecting(now);
            patient.ended(Fault.REFUSED, "nobody there", now);
            long pause = pause(patient, now);
            pauses.add(pause);
            now += seconds(pause);
        }

        assertThat(pauses.subList(0, 7)).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
        assertThat(pauses.getLast()).isEqualTo(30);
        assertThat(patient.state()).isEqualTo(CameraState.REFUSED);
    }

    @Test
    void aPictureEndsTheDoubling() {
        watchdog.connecting(0);
        watchdog.ended(Fault.REFUSED, "nobody there", 0);
        watchdog.connecting(seconds(1));
        watchdog.ended(Fault.REFUSED, "nobody there", seconds(1));
        watchdog.connecting(seconds(3));
        watchdog.picture(seconds(4));
        watchdog.ended(Fault.ENDED, "its stream ended", seconds(4));

        assertThat(pause(watchdog, seconds(4))).isEqualTo(1);
        assertThat(watchdog.state()).isEqualTo(CameraState.WAITING);
    }

    @Test
    void aCameraThatComesAndGoesIsNotConnectedToMoreThanFiveTimesAMinute() {
        long now = 0;
        for (int i = 0; i < 5; i++) {
            watchdog.connecting(now);
            watchdog.picture(now);
            watchdog.ended(Fault.ENDED, "its stream ended", now);
            now += seconds(1);
        }

        assertThat(watchdog.decide(seconds(59))).isEqualTo(Decision.NOTHING);
        assertThat(watchdog.decide(seconds(60))).isEqualTo(Decision.CONNECT);
    }

    @Test
    void aWrongPasswordIsNotTriedOften() {
        watchdog.connecting(0);
        watchdog.ended(Fault.UNAUTHORISED, "it answered 401", 0);

        assertThat(pause(watchdog, 0)).isEqualTo(30);
        assertThat(watchdog.state()).isEqualTo(CameraState.UNAUTHORISED);
    }

    @Test
    void theReasonStaysUntilAPictureComes() {
        watchdog.connecting(0);
        watchdog.ended(Fault.REFUSED, "nobody there", 0);
        watchdog.connecting(seconds(1));

        assertThat(watchdog.trouble()).contains("nobody there");
        watchdog.picture(seconds(2));
        assertThat(watchdog.trouble()).isEmpty();
        assertThat(watchdog.restarts()).isEqualTo(1);
    }

    /// Whole seconds until it connects.
    private static long pause(Watchdog watchdog, long now) {
        long pause = 0;
        while (watchdog.decide(now + seconds(pause)) != Decision.CONNECT) {
            pause++;
        }
        return pause;
    }

    private static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
