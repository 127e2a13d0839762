package dev.fovea.spool;

/// A body that is not taken, whoever sent it. The reason decides the HTTP status.
public final class StageException extends Exception {
    private final Reason reason;

    public StageException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    public enum Reason {
        /// Not one byte.
        EMPTY,
        /// Over the cap.
        TOO_LARGE,
        /// By its first bytes, no format we take.
        UNSUPPORTED_FORMAT,
        /// The sender broke off.
        INTERRUPTED,
        /// Our disk did not take it: not the sender's fault, try again later.
        DISK_FULL
    }
}
