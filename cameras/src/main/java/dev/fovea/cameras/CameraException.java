package dev.fovea.cameras;

/// A connection to a camera that ended, or never came to be, and why.
final class CameraException extends RuntimeException {
    private final Fault fault;

    /// What ended a connection.
    enum Fault {
        /// The camera, or the program, came to its end without a word.
        ENDED,
        /// Nobody there, or not what was expected there.
        REFUSED,
        /// The camera wants another name or password.
        UNAUTHORISED
    }

    CameraException(Fault fault, String sentence) {
        super(sentence);
        this.fault = fault;
    }

    CameraException(Fault fault, String sentence, Throwable cause) {
        super(sentence, cause);
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
