package dev.fovea.worklist;

/// The worklist did not answer, and why, in a sentence.
public final class WorklistException extends RuntimeException {
    public WorklistException(String message, Throwable cause) {
        super(message, cause);
    }
}
