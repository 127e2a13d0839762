package dev.fovea.outbox;

import java.time.Duration;

/// How patient the outbox is.
///
/// @param pauseMin after the first attempt that failed, `outbox.pause-min`
/// @param pauseMax after many, `outbox.pause-max`
public record OutboxSettings(Duration pauseMin, Duration pauseMax) {
    public OutboxSettings {
        if (!pauseMin.isPositive()) {
            throw new IllegalArgumentException("outbox.pause-min must be longer than 0, was " + pauseMin);
        }
        if (pauseMax.compareTo(pauseMin) < 0) {
            throw new IllegalArgumentException(
                    "outbox.pause-max must be at least outbox.pause-min, " + pauseMin + ", was " + pauseMax);
        }
        if (pauseMax.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("outbox.pause-max must be at most a day, was " + pauseMax);
        }
    }

    /// How long to wait after so many failures: doubled each time up to [#pauseMax], of which half is left to
    /// chance, so that the boxes of a region do not all come at the moment in which their archive is back. Pure.
    ///
    /// @param failures at least 1
    /// @param chance 0 to 1
    Duration pause(int failures, double chance) {
        assert failures >= 1 : failures;
        assert chance >= 0 && chance <= 1 : chance;
        double doubled = (double) pauseMin.toNanos() * Math.pow(2, failures - 1.0);
        double whole = Math.min(doubled, (double) pauseMax.toNanos());
        return Duration.ofNanos(Math.round(whole * (0.5 + 0.5 * chance)));
    }
}
