package dev.fovea.http;

/// The server cannot listen where it should: the port is taken, or the address is not this machine's.
public final class WebException extends RuntimeException {
    public WebException(String message, Throwable cause) {
        super(message, cause);
    }
}
