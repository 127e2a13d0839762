package dev.fovea.cameras;

import dev.fovea.cameras.CameraException.Fault;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Decides when a camera is connected to, given up, and left alone. Knows neither clock nor camera; not for more than
/// one thread at a time. All times are nanoseconds of one clock.
final class Watchdog {
    private static final long STORM_NANOS = Duration.ofMinutes(1).toNanos();

    /// No pause is doubled more often than this.
    private static final int DOUBLINGS_MAX = 20;

    private final WatchdogSettings settings;
    private final Deque<Long> starts = new ArrayDeque<>();
    private Phase phase = Phase.RESTING;
    private CameraState state = CameraState.CONNECTING;
    private Optional<String> trouble = Optional.empty();
    private long since;
    private int failures;
    private long restarts = -1;
    private long stalls;

    private enum Phase {
        /// `since` is when the rest is over.
        RESTING,
        /// `since` is the last sign of life.
        READING,
        /// `since` is when the connection was told to end.
        ENDING,
        /// It did not end when it was told to, and was killed: there is nothing more to be done than to wait.
        KILLED
    }

    /// What is to be done now.
    enum Decision {
        NOTHING,
        CONNECT,
        END,
        KILL
    }

    /// @param now it may connect from here on
    Watchdog(WatchdogSettings settings, long now) {
        this.settings = settings;
        this.since = now;
    }

    Decision decide(long now) {
        return switch (phase) {
            case RESTING -> now - since >= 0 ? Decision.CONNECT : Decision.NOTHING;
            case READING -> now - since >= settings.silenceMax().toNanos() ? Decision.END : Decision.NOTHING;
            case ENDING -> now - since >= settings.graceMax().toNanos() ? Decision.KILL : Decision.NOTHING;
            case KILLED -> Decision.NOTHING;
        };
    }

    void connecting(long now) {
        phase = Phase.READING;
        // The reason of the last failure stays until a picture comes.
        state = state == CameraState.WAITING ? CameraState.CONNECTING : state;
        since = now;
        starts.addLast(now);
        if (starts.size() > settings.startsMax()) {
            starts.removeFirst();
        }
        restarts++;
    }

    void picture(long now) {
        if (phase == Phase.READING) {
            state = CameraState.LIVE;
            trouble = Optional.empty();
            failures = 0;
            since = now;
        }
    }

    /// The connection was told to end.
    void ending(long now) {
        phase = Phase.ENDING;
        since = now;
        state = CameraState.STALLED;
        trouble = Optional.of("no whole picture for " + settings.silenceMax().toSeconds() + " s");
        stalls++;
    }

    /// The connection was killed. Once is enough.
    void killed() {
        phase = Phase.KILLED;
    }

    /// The connection is no more.
    void ended(Fault fault, String reason, long now) {
        if (phase == Phase.READING) {
            state = switch (fault) {
                case ENDED -> CameraState.WAITING;
                case REFUSED -> CameraState.REFUSED;
                case UNAUTHORISED -> CameraState.UNAUTHORISED;
            };
            trouble = Optional.of(reason);
        }
        phase = Phase.RESTING;
        failures++;
        since = now + pause(fault, now);
    }

    private long pause(Fault fault, long now) {
        long longest = settings.pauseMax().toNanos();
        if (fault == Fault.UNAUTHORISED) {
            // Many cameras lock an account after some wrong passwords.
            return longest;
        }
        long doubled = settings.pauseMin().toNanos() << Math.min(failures - 1, DOUBLINGS_MAX);
        // A shift that went over the top is negative.
        long pause = doubled < 0 ? longest : Math.min(doubled, longest);
        boolean storm = starts.size() == settings.startsMax();
        return storm ? Math.max(pause, starts.getFirst() + STORM_NANOS - now) : pause;
    }

    CameraState state() {
        return state;
    }

    Optional<String> trouble() {
        return trouble;
    }

    long restarts() {
        return Math.max(0, restarts);
    }

    long stalls() {
        return stalls;
    }
}
