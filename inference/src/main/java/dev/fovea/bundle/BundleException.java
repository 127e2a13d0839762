package dev.fovea.bundle;

/// A bundle was refused; the message says why, naming the file or key at fault.
public final class BundleException extends RuntimeException {
    public BundleException(String message) {
        super(message);
    }

    public BundleException(String message, Throwable cause) {
        super(message, cause);
    }
}
