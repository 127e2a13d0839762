package dev.fovea.spool;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/// How many bytes of photographs are accepted per second at present: what came lately counts most, and of what came
/// [#MEMORY] ago about a third. Thread-safe, without locks.
final class Inflow {
    /// Longer than a sync of one photograph takes, so that senders who wait for theirs do not look like silence.
    static final Duration MEMORY = Duration.ofMillis(250);

    private static final double MEMORY_SECONDS = MEMORY.toMillis() / 1e3;

    private final AtomicReference<Level> level = new AtomicReference<>(new Level(0, 0));

    /// @param bytes those that came, each weighing less the longer ago
    /// @param nanos when this was so
    private record Level(double bytes, long nanos) {
        double at(long now) {
            return bytes * Math.exp(-Math.max(0, now - nanos) / 1e9 / MEMORY_SECONDS);
        }
    }

    /// @param now nanoseconds since some fixed moment
    void came(long bytes, long now) {
        level.updateAndGet(before -> new Level(before.at(now) + bytes, now));
    }

    double bytesPerSecond(long now) {
        return level.get().at(now) / MEMORY_SECONDS;
    }
}
