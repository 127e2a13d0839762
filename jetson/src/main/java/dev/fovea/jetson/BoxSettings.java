package dev.fovea.jetson;

import java.nio.file.Path;
import java.time.Duration;

/// How the box is watched.
///
/// @param root under which the machine's files are read, `box.root`
/// @param period between two readings, `box.period`
/// @param toolMax the longest one of the board's own programs may take, `box.tool-max`
public record BoxSettings(Path root, Duration period, Duration toolMax) {
    private static final Duration PERIOD_MIN = Duration.ofMillis(100);
    private static final Duration PERIOD_MAX = Duration.ofHours(1);

    public BoxSettings {
        if (period.compareTo(PERIOD_MIN) < 0 || period.compareTo(PERIOD_MAX) > 0) {
            throw new IllegalArgumentException("box.period must be between 100ms and 1h, was " + period);
        }
        if (toolMax.isNegative() || toolMax.isZero() || toolMax.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("box.tool-max must be above 0 and at most 1min, was " + toolMax);
        }
    }
}
