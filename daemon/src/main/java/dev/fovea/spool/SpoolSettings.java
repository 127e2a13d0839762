package dev.fovea.spool;

import dev.fovea.model.Priority;
import java.time.Duration;

/// Limits of the spool.
///
/// @param sizeMax the largest photograph, bytes
/// @param liveWaitingMax photographs of patients in the chair that may wait
/// @param backlogWaitingMax imported photographs that may wait
/// @param waitingBytesMax bytes that may wait, all together
/// @param diskFreeMin bytes of disk that stay free
/// @param liveWaitMax the longest a patient in the chair may be promised to wait; beyond it the photograph is refused
public record SpoolSettings(
        long sizeMax,
        int liveWaitingMax,
        int backlogWaitingMax,
        long waitingBytesMax,
        long diskFreeMin,
        Duration liveWaitMax) {
    public static final SpoolSettings DEFAULT =
            new SpoolSettings(64L << 20, 256, 10_000, 20L << 30, 1L << 30, Duration.ofSeconds(10));

    public SpoolSettings {
        atLeastOne("spool.size-max", sizeMax);
        atLeastOne("spool.live-waiting-max", liveWaitingMax);
        atLeastOne("spool.backlog-waiting-max", backlogWaitingMax);
        atLeastOne("spool.waiting-bytes-max", waitingBytesMax);
        if (diskFreeMin < 0) {
            throw new IllegalArgumentException("spool.disk-free-min must not be negative, was " + diskFreeMin);
        }
        if (!liveWaitMax.isPositive()) {
            throw new IllegalArgumentException("spool.live-wait-max must be above zero, was " + liveWaitMax);
        }
    }

    /// How many captures of that priority may wait. Stateless work never enters the spool.
    public int waitingMax(Priority priority) {
        return switch (priority) {
            case LIVE -> liveWaitingMax;
            case BACKLOG -> backlogWaitingMax;
            case STATELESS -> 0;
        };
    }

    private static void atLeastOne(String key, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(key + " must be at least 1, was " + value);
        }
    }
}
