package dev.fovea.worklist;

import java.time.Duration;

/// How the worklist is kept.
///
/// @param period between two questions, `worklist.period`
/// @param days asked for, today the first, `worklist.days`
/// @param itemsMax items kept at one time, `worklist.items-max`
public record WorklistSettings(Duration period, int days, int itemsMax) {
    public WorklistSettings {
        if (period.compareTo(Duration.ofSeconds(5)) < 0 || period.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("worklist.period must be 5s to 24h, was " + period);
        }
        if (days < 1 || days > 14) {
            throw new IllegalArgumentException("worklist.days must be 1 to 14, was " + days);
        }
        if (itemsMax < 1 || itemsMax > 5_000) {
            throw new IllegalArgumentException("worklist.items-max must be 1 to 5000, was " + itemsMax);
        }
    }
}
