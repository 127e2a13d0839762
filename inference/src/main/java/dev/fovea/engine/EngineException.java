package dev.fovea.engine;

/// The engine could not do its part: the runtime failed or its answer cannot be trusted.
public final class EngineException extends RuntimeException {
    public EngineException(String message) {
        super(message);
    }

    public EngineException(String message, Throwable cause) {
        super(message, cause);
    }
}
