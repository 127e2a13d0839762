package dev.fovea.ingest.upload;

/// What the upload door counts, where it happens: refusals that never reach the spool, which counts its own.
/// Called on the request's thread; must not block or throw.
public interface UploadMetrics {
    UploadMetrics NONE = new UploadMetrics() {};

    /// Turned away before the spool was asked.
    default void turnedAway(Reason reason) {}

    enum Reason {
        /// A field or header that cannot be.
        BAD_REQUEST,
        /// No model of that task.
        UNKNOWN_TASK,
        /// Over the cap by its own announcement, before a byte was read.
        TOO_LARGE,
        /// Too many uploads at the same time.
        BUSY
    }
}
