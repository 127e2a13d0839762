package dev.fovea.publish.metrics;

import dev.fovea.outbox.OutboxMetrics;
import dev.fovea.outbox.OutboxTally;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/// Counts attempts to send.
final class OutboxMeters implements OutboxMetrics {
    private final MeterRegistry registry;

    OutboxMeters(MeterRegistry registry) {
        this.registry = registry;
        for (End end : End.values()) {
            attempts(end);
        }
    }

    @Override
    public void attempted(End end) {
        attempts(end).increment();
    }

    private Counter attempts(End end) {
        return Meters.counter(
                registry, "fovea.outbox.attempts", "Attempts to send, by how they ended", "end", Meters.word(end));
    }

    /// Where deliveries stand, counted once when somebody looks.
    record Standing(Supplier<OutboxTally> tally, InstantSource clock) implements MultiCollector {
        @Override
        public MetricSnapshots collect() {
            OutboxTally now = tally.get();
            GaugeSnapshot deliveries = GaugeSnapshot.builder()
                    .name("fovea_outbox_deliveries")
                    .help("Reports on their way to destinations, by where they stand")
                    .dataPoint(point("pending", (double) now.pending()))
                    .dataPoint(point("delivered", (double) now.delivered()))
                    .dataPoint(point("dead", (double) now.dead()))
                    .build();
            GaugeSnapshot oldest = GaugeSnapshot.builder()
                    .name("fovea_outbox_oldest_age_seconds")
                    .help("Since the longest waiting report was finished")
                    .dataPoint(GaugeDataPointSnapshot.builder().value(age(now)).build())
                    .build();
            return MetricSnapshots.of(deliveries, oldest);
        }

        private static GaugeDataPointSnapshot point(String state, double count) {
            return GaugeDataPointSnapshot.builder()
                    .labels(Labels.of("state", state))
                    .value(count)
                    .build();
        }

        private double age(OutboxTally now) {
            return now.oldestPending()
                    .map(oldest -> Math.max(
                                    0, Duration.between(oldest, clock.instant()).toMillis())
                            / 1000.0)
                    .orElse(0.0);
        }
    }
}
