package dev.fovea.store;

/// The database or the spool's folder failed, or cannot be trusted.
public final class StoreException extends RuntimeException {
    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
