package dev.fovea.instances;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// When an engine was rebuilt of late, so that a fault which rebuilding does not cure is met at a lengthening pace. Not
/// thread-safe; times are on the group's ticker.
final class Rebuilds {
    private static final Duration LATELY = Duration.ofMinutes(1);
    /// A passing fault, or one poison image that breaks its engine each time, needs no more.
    private static final int AT_ONCE_MAX = 3;

    private final Deque<Long> times = new ArrayDeque<>();

    /// Notes one more; returns the pause before it.
    Duration next(long nowNanos, Recovery recovery) {
        while (!times.isEmpty() && nowNanos - times.getFirst() >= LATELY.toNanos()) {
            times.removeFirst();
        }
        times.addLast(nowNanos);
        int over = times.size() - AT_ONCE_MAX;
        return over > 0 ? recovery.backoff(over) : Duration.ZERO;
    }
}
