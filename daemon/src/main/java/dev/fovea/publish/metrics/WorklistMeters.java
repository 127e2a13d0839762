package dev.fovea.publish.metrics;

import dev.fovea.worklist.Sheet;
import dev.fovea.worklist.WorklistMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/// Counts questions to the worklist.
final class WorklistMeters implements WorklistMetrics {
    private final MeterRegistry registry;

    WorklistMeters(MeterRegistry registry) {
        this.registry = registry;
        for (End end : End.values()) {
            questions(end);
        }
    }

    @Override
    public void asked(End end) {
        questions(end).increment();
    }

    private Counter questions(End end) {
        return Meters.counter(
                registry,
                "fovea.worklist.questions",
                "Questions to the worklist, by how they ended",
                "end",
                Meters.word(end));
    }

    /// Today's list, read once when somebody looks.
    ///
    /// @param began when it was asked for first
    record Today(Supplier<Sheet> sheet, InstantSource clock, Instant began) implements MultiCollector {
        @Override
        public MetricSnapshots collect() {
            Sheet today = sheet.get();
            Instant since = today.heardAt().orElse(began);
            return MetricSnapshots.of(
                    gauge(
                            "fovea_worklist_items",
                            "Items of today's worklist, those entered by hand among them",
                            today.items().size()),
                    gauge(
                            "fovea_worklist_answer_age_seconds",
                            "Since the worklist last answered about today; without an answer, since it is asked",
                            Math.max(0, Duration.between(since, clock.instant()).toMillis()) / 1000.0));
        }

        private static GaugeSnapshot gauge(String name, String help, double value) {
            return GaugeSnapshot.builder()
                    .name(name)
                    .help(help)
                    .dataPoint(GaugeDataPointSnapshot.builder().value(value).build())
                    .build();
        }
    }
}
