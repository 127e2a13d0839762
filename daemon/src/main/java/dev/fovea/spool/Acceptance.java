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
    ///
    /// @param detail one sentence with the figures
    record Refused(Reason reason, String detail, Duration retryAfter) implements Acceptance {}

    /// It contradicts what was taken before: the idempotency key was used for something else, or the exam is
    /// another patient's. Nothing was stored.
    ///
    /// @param capture the earlier one
    /// @param detail one sentence naming the field and the value
    record Conflict(Capture capture, String detail) implements Acceptance {}

    enum Reason {
        /// Too many photographs, or bytes, wait already.
        SPOOL_FULL,
        /// The patient in the chair would wait longer than promised.
        TOO_SLOW,
        /// Too little free disk, or writing failed.
        DISK_FULL,
        /// The daemon is on its way down.
        STOPPING,
        /// The database cannot be trusted; see `fovea doctor`.
        READ_ONLY
    }
}
