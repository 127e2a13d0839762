package dev.fovea.spool;

import dev.fovea.model.Capture;
import java.time.Duration;

/// What the spool counts, where it happens. Called on the thread that did it; must not block or throw. The sum
/// that must hold: calls of accept that returned, and refusals before the body = accepted + duplicate + refused +
/// conflict.
public interface SpoolMetrics {
    SpoolMetrics NONE = new SpoolMetrics() {};

    /// Durable.
    ///
    /// @param took from the first byte awaited to the commit
    default void accepted(Capture capture, Duration took) {}

    /// Taken before; nothing stored.
    default void duplicate(Capture first) {}

    /// Not taken now.
    default void refused(Acceptance.Reason reason) {}

    /// Contradicts an earlier one.
    default void conflict(Capture earlier) {}

    /// A body that is not taken, whoever sent it.
    default void rejected(StageException.Reason reason) {}
}
