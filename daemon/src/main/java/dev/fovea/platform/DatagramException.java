package dev.fovea.platform;

/// A datagram could not be sent. The message says which call failed, on which socket, and with which `errno`.
final class DatagramException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatagramException(String message) {
        super(message);
    }
}
