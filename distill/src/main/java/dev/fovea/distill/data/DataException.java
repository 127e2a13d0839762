package dev.fovea.distill.data;

/// The photographs, their list or their split cannot be used; the message names the file or the group.
public final class DataException extends RuntimeException {
    public DataException(String message) {
        super(message);
    }

    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
