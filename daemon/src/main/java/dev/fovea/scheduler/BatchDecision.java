package dev.fovea.scheduler;

import java.time.Duration;

/// What a free engine does next.
public sealed interface BatchDecision {
    /// Nothing waits: sleep until something arrives.
    record Idle() implements BatchDecision {}

    /// Waiting for company pays: look again after `left`, or when something arrives.
    record Wait(Duration left) implements BatchDecision {}

    /// Run the first `count` now.
    record Run(int count) implements BatchDecision {}
}
