package dev.fovea.grading;

/// What the pump counts; the results count their own. Must not block or throw.
public interface GradingMetrics {
    GradingMetrics NONE = new GradingMetrics() {};

    /// A capture could not be finished now and stays in the spool; it will be tried again.
    default void parked(String reason) {}
}
