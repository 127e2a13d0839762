package dev.fovea.instances;

import dev.fovea.engine.EngineException;
import org.jspecify.annotations.Nullable;

/// What went wrong in an engine: a sentence, and what was thrown if anything was.
record Fault(String reason, @Nullable Throwable cause) {
    static Fault of(String reason) {
        return new Fault(reason, null);
    }

    static Fault of(Throwable cause) {
        String message = cause.getMessage();
        // An engine's own words stand for themselves; anything else needs its name to mean something.
        return new Fault(cause instanceof EngineException && message != null ? message : cause.toString(), cause);
    }

    /// What the log should show beside the reason: an engine's own exception says all in its message.
    @Nullable
    Throwable trace() {
        return cause instanceof EngineException && cause.getCause() == null ? null : cause;
    }

    EngineException toException(String group) {
        String message = group + ": " + reason;
        return cause == null ? new EngineException(message) : new EngineException(message, cause);
    }
}
