package dev.fovea.outbox;

import java.time.Instant;
import java.util.Optional;

/// How many deliveries stand where: every one in exactly one state.
///
/// @param oldestPending when the report was finished that has waited longest of those that the settings still send
public record OutboxTally(long pending, long delivered, long dead, Optional<Instant> oldestPending) {}
