package dev.fovea.publish.metrics;

import dev.fovea.outbox.OutboxMetrics;
import dev.fovea.outbox.OutboxTally;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/// Counts attempts to send, and shows where deliveries stand when somebody looks.
final class OutboxMeters implements OutboxMetrics {
    private final MeterRegistry registry;

    OutboxMeters(MeterRegistry registry) {
        this.registry = registry;
        for (End end : End.values()) {
            attempts(end);
        }
    }

    void watch(Supplier<OutboxTally> tally, InstantSource clock) {
        state("pending", tally, OutboxTally::pending);
        state("delivered", tally, OutboxTally::delivered);
        state("dead", tally, OutboxTally::dead);
        Gauge.builder("fovea.outbox.oldest.age.seconds", () -> age(tally.get(), clock))
                .description("Since the longest waiting report was finished")
                .register(registry);
    }

    private void state(String state, Supplier<OutboxTally> tally, ToLongFunction<OutboxTally> count) {
        Gauge.builder("fovea.outbox.deliveries", () -> count.applyAsLong(tally.get()))
                .description("Reports on their way to destinations, by where they stand")
                .tag("state", state)
                .register(registry);
    }

    private static double age(OutboxTally tally, InstantSource clock) {
        return tally.oldestPending()
                .map(oldest ->
                        Math.max(0, Duration.between(oldest, clock.instant()).toMillis()) / 1000.0)
                .orElse(0.0);
    }

    @Override
    public void attempted(End end) {
        attempts(end).increment();
    }

    private Counter attempts(End end) {
        return Meters.counter(
                registry, "fovea.outbox.attempts", "Attempts to send, by how they ended", "end", Meters.word(end));
    }
}
