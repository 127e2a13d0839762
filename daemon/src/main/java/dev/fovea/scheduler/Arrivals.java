package dev.fovea.scheduler;

import java.time.Duration;

/// How closely items arrive: the mean of the last gaps. Guarded by its owner's lock.
final class Arrivals {
    /// Long enough for a mean, short enough to notice a burst.
    private static final int GAPS = 8;

    private static final Duration SELDOM = Duration.ofHours(1);

    private final long[] times = new long[GAPS + 1];
    private long count;

    void saw(long nowNanos) {
        times[(int) (count % times.length)] = nowNanos;
        count++;
    }

    /// An hour until enough have arrived to tell.
    Duration interval() {
        if (count < times.length) {
            return SELDOM;
        }
        long newest = times[(int) ((count - 1) % times.length)];
        long oldest = times[(int) (count % times.length)];
        return Duration.ofNanos((newest - oldest) / GAPS);
    }

    /// How long ago the last one came; zero before the first.
    long newestAgeNanos(long nowNanos) {
        return count == 0 ? 0 : nowNanos - times[(int) ((count - 1) % times.length)];
    }
}
