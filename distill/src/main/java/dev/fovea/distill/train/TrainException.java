package dev.fovea.distill.train;

/// A run cannot begin, go on or be read; the message says why.
public final class TrainException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TrainException(String message) {
        super(message);
    }

    public TrainException(String message, Throwable cause) {
        super(message, cause);
    }
}
