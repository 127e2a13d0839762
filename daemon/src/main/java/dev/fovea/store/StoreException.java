package dev.fovea.store;

/// The database or the spool's folder failed, or cannot be trusted.
public final class StoreException extends RuntimeException {
    private final boolean diskFull;
    private final boolean lost;

    public StoreException(String message) {
        super(message);
        this.diskFull = false;
        this.lost = false;
    }

    public StoreException(String message, Throwable cause) {
        this(message, cause, false);
    }

    private StoreException(String message, Throwable cause, boolean lost) {
        super(message, cause);
        this.diskFull = Sqlite.isDiskFull(cause);
        this.lost = lost;
    }

    /// What was stored is gone, or is not what was stored: trying again will not help.
    public static StoreException lost(String message, Throwable cause) {
        return new StoreException(message, cause, true);
    }

    /// The database had no room and rolled everything back: certainly nothing was stored.
    public boolean diskFull() {
        return diskFull;
    }

    /// As [#lost(String, Throwable)]; anything else may pass.
    public boolean lost() {
        return lost;
    }
}
