package dev.fovea.outbox;

/// What the outbox counts.
public interface OutboxMetrics {
    OutboxMetrics NONE = _ -> {};

    /// How an attempt ended.
    enum End {
        DELIVERED,
        AWAITED,
        LATER,
        REFUSED
    }

    /// Called after it was written.
    void attempted(End end);
}
