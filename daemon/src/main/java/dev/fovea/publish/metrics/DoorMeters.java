package dev.fovea.publish.metrics;

import dev.fovea.publish.kserve.KserveMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/// Counts the calls at the stateless door; what their images do at the engines counts with everybody else's.
final class DoorMeters implements KserveMetrics {
    private static final String SUCCEEDED = "succeeded";

    private final MeterRegistry registry;

    DoorMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void succeeded(String model, int images, Times times) {
        calls(model, SUCCEEDED).increment();
        Meters.counter(registry, "fovea.calls.images", "Images in calls that were answered", "task", model)
                .increment(images);
        record(model, "all", times.request());
        record(model, "input", times.input());
        record(model, "output", times.output());
    }

    @Override
    public void failed(String model, Failure failure) {
        calls(model, Meters.word(failure)).increment();
    }

    private Counter calls(String model, String end) {
        return Meters.counter(
                registry,
                "fovea.calls",
                "Infer calls of the Open Inference Protocol, by how they ended",
                "task",
                model,
                "end",
                end);
    }

    private void record(String model, String part, Duration time) {
        Meters.timer("fovea.call", "Time of an answered infer call: all of it, reading and preparing, writing")
                .tag("task", model)
                .tag("part", part)
                .register(registry)
                .record(time);
    }
}
