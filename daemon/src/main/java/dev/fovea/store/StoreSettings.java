package dev.fovea.store;

import java.time.Duration;

/// Limits of the database.
///
/// @param readers read connections
/// @param groupMax works in one transaction
/// @param waitingMax works waiting for the writer; more callers wait for a place
/// @param waitMax the longest a caller waits for a place
/// @param checkInlineMax a database up to this many bytes is checked before it opens, a larger one in the background
public record StoreSettings(int readers, int groupMax, int waitingMax, Duration waitMax, long checkInlineMax) {
    public static final StoreSettings DEFAULT = new StoreSettings(4, 256, 1024, Duration.ofSeconds(30), 16L << 20);

    public StoreSettings {
        if (readers < 1) {
            throw new IllegalArgumentException("store.readers must be at least 1, was " + readers);
        }
        if (groupMax < 1) {
            throw new IllegalArgumentException("store.group-max must be at least 1, was " + groupMax);
        }
        if (waitingMax < 1) {
            throw new IllegalArgumentException("store.waiting-max must be at least 1, was " + waitingMax);
        }
        if (!waitMax.isPositive()) {
            throw new IllegalArgumentException("store.wait-max must be above zero, was " + waitMax);
        }
        if (checkInlineMax < 0) {
            throw new IllegalArgumentException("store.check-inline-max must not be negative, was " + checkInlineMax);
        }
    }
}
