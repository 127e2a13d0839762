package dev.fovea.distill.net;

/// A file of weights cannot be read, or does not fit the network. The message names the file and the tensors.
public final class StateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StateException(String message) {
        super(message);
    }

    public StateException(String message, Throwable cause) {
        super(message, cause);
    }
}
