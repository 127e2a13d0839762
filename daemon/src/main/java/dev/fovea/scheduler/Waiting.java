package dev.fovea.scheduler;

import java.time.Duration;

/// What [BatchPolicy] looks at: the queue at one moment, seen by an engine that has just become free.
///
/// @param count items that may run together
/// @param oldestAge how long the first of them has waited
/// @param newestAge how long the last of them has waited
/// @param arrivalInterval mean time between arrivals of late
/// @param idleTakers other engines that have nothing to do
public record Waiting(int count, Duration oldestAge, Duration newestAge, Duration arrivalInterval, int idleTakers) {
    public Waiting {
        if (count < 0) {
            throw new IllegalArgumentException("count must not be negative, was " + count);
        }
        if (idleTakers < 0) {
            throw new IllegalArgumentException("idleTakers must not be negative, was " + idleTakers);
        }
    }
}
