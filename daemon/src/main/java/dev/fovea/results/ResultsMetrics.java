package dev.fovea.results;

import dev.fovea.model.Capture;
import dev.fovea.model.Result;
import java.time.Duration;

/// What the results count, where it happens. Called on the thread that did it; must not block or throw. The sum
/// that must hold: finished = answered + dead letters ever written.
public interface ResultsMetrics {
    ResultsMetrics NONE = new ResultsMetrics() {};

    /// A result became durable.
    ///
    /// @param persist from the call to the commit
    default void finished(Capture capture, Result result, Duration persist) {}

    /// A dead letter was put back to work.
    default void retried(Capture capture) {}

    /// A listener of events was too slow and was dropped.
    default void listenerDropped() {}
}
