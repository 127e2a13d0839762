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
        EMPTY,
        TOO_LARGE,
        UNSUPPORTED_FORMAT,
        INTERRUPTED
    }
}
