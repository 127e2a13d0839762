package dev.fovea.image;

/// The image stage cannot work at all: its native library is missing, or the machine has no memory left. Never thrown
/// for what is in a file; a file that cannot be read is an answer ([dev.fovea.model.QualityFault#UNREADABLE]).
public final class ImageException extends RuntimeException {
    public ImageException(String message, Throwable cause) {
        super(message, cause);
    }
}
