package dev.fovea.store;

/// The database or the spool's folder failed, or cannot be trusted.
public final class StoreException extends RuntimeException {
    private final boolean diskFull;

    public StoreException(String message) {
        super(message);
        this.diskFull = false;
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
        this.diskFull = Sqlite.isDiskFull(cause);
    }

    /// The database had no room and rolled everything back: certainly nothing was stored.
    public boolean diskFull() {
        return diskFull;
    }
}
