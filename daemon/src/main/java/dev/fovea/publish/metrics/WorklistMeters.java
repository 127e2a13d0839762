package dev.fovea.publish.metrics;

import dev.fovea.worklist.Sheet;
import dev.fovea.worklist.WorklistMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/// Counts questions to the worklist, and shows how old its answer is when somebody looks.
final class WorklistMeters implements WorklistMetrics {
    private final MeterRegistry registry;

    WorklistMeters(MeterRegistry registry) {
        this.registry = registry;
        for (End end : End.values()) {
            questions(end);
        }
    }

    void watch(Supplier<Sheet> today, InstantSource clock) {
        Instant began = clock.instant();
        Gauge.builder("fovea.worklist.items", () -> today.get().items().size())
                .description("Items of today's worklist, those entered by hand among them")
                .register(registry);
        Gauge.builder("fovea.worklist.answer.age.seconds", () -> age(today.get(), began, clock.instant()))
                .description("Since the worklist last answered about today; without an answer, since it is asked")
                .register(registry);
    }

    private static double age(Sheet today, Instant began, Instant now) {
        return Math.max(0, Duration.between(today.heardAt().orElse(began), now).toMillis()) / 1000.0;
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
}
