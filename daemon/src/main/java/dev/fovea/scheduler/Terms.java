package dev.fovea.scheduler;

import java.time.Duration;
import java.util.Optional;

/// The terms on which an item waits.
///
/// @param level of priority, 1 the highest
/// @param bytes it holds while it waits
/// @param timeout the longest it may wait; empty for no limit
public record Terms(int level, long bytes, Optional<Duration> timeout) {
    public Terms {
        if (level < 1) {
            throw new IllegalArgumentException("level must be at least 1, was " + level);
        }
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes must not be negative, was " + bytes);
        }
    }
}
