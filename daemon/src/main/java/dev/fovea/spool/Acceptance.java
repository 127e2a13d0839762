package dev.fovea.spool;

import dev.fovea.model.Capture;
import java.time.Duration;

/// The answer to "will you take this photograph?". Refusing is normal, so it is a value.
public sealed interface Acceptance {
    /// It is durable: file, folder and database are synced.
    record Accepted(Capture capture) implements Acceptance {}

    /// It was taken before, by key or by bytes within the exam; this is the first one. Nothing was stored.
    record Duplicate(Capture capture) implements Acceptance {}

    /// Not taken, nothing stored; try again after the time given.
    record Refused(Reason reason, String detail, Duration retryAfter) implements Acceptance {}

    /// The idempotency key was used before for other bytes; nothing was stored.
    record Conflict(Capture capture) implements Acceptance {}

    enum Reason {
        SPOOL_FULL,
        TOO_SLOW,
        DISK_FULL,
        STOPPING,
        READ_ONLY
    }
}
