package dev.fovea.engine.tensorrt;

/// What TensorRT says. Called by threads of its own, and must not throw.
@FunctionalInterface
public interface TensorRtLog {
    enum Level {
        ERROR,
        WARNING,
        INFO,
        /// One line or more for each kernel that is tried.
        VERBOSE
    }

    void log(Level level, String text);
}
