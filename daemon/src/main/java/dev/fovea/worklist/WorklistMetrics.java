package dev.fovea.worklist;

/// What the worklist counts.
public interface WorklistMetrics {
    WorklistMetrics NONE = _ -> {};

    /// How a question ended.
    enum End {
        ANSWERED,
        FAILED
    }

    /// Called after the answer was written.
    void asked(End end);
}
