package dev.fovea.publish.metrics;

import dev.fovea.instances.QueueState;
import dev.fovea.model.Priority;
import dev.fovea.results.Tally;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// What is read when somebody looks at the metrics.
///
/// @param tally the captures
/// @param waiting captures that wait for a decoder
/// @param oldestAgeSeconds age of the oldest capture without an answer, 0 without one
/// @param freeBytes on the disk that holds the data
/// @param minBytes less than this and nothing is accepted
/// @param models each model
public record Readings(
        Supplier<Tally> tally,
        LongSupplier waiting,
        DoubleSupplier oldestAgeSeconds,
        LongSupplier freeBytes,
        long minBytes,
        List<ModelReadings> models) {

    /// @param task of the model
    /// @param queue in front of its engines
    /// @param ready whether its golden image came through
    /// @param acceleration its way to the GPU
    public record ModelReadings(
            String task, Supplier<QueueState> queue, BooleanSupplier ready, Supplier<Acceleration> acceleration) {}

    /// @param serving whether the GPU answers
    /// @param failed whether there is a GPU and it cannot
    /// @param built how far its engine is, 0 to 1 of the present stage; 0 when none is made
    public record Acceleration(boolean serving, boolean failed, double built) {
        public static final Acceleration NONE = new Acceleration(false, false, 0);
    }

    void bind(MeterRegistry registry) {
        String stored = "Captures in the database: accepted = answered + in_flight + dead_letter";
        gauge("fovea.captures.stored", stored, () -> tally.get().accepted())
                .tag("state", "accepted")
                .register(registry);
        gauge("fovea.captures.stored", stored, () -> tally.get().answered())
                .tag("state", "answered")
                .register(registry);
        gauge("fovea.captures.stored", stored, () -> tally.get().inFlight())
                .tag("state", "in_flight")
                .register(registry);
        gauge("fovea.captures.stored", stored, () -> tally.get().deadLetter())
                .tag("state", "dead_letter")
                .register(registry);
        gauge("fovea.spool.waiting", "Captures that wait for a decoder", waiting::getAsLong)
                .register(registry);
        gauge(
                        "fovea.spool.oldest.age.seconds",
                        "Age of the oldest capture without an answer",
                        oldestAgeSeconds::getAsDouble)
                .register(registry);
        gauge("fovea.disk.free.bytes", "Free on the disk that holds the data", freeBytes::getAsLong)
                .register(registry);
        gauge("fovea.disk.min.bytes", "With less free than this nothing is accepted", () -> minBytes)
                .register(registry);
        models.forEach(model -> bind(registry, model));
        models.forEach(model -> bindAcceleration(registry, model));
    }

    private static void bind(MeterRegistry registry, ModelReadings model) {
        for (Priority priority : Priority.values()) {
            gauge(
                            "fovea.queue.depth",
                            "Prepared images that wait for an engine",
                            () -> model.queue().get().waiting().getOrDefault(priority, 0))
                    .tag("task", model.task())
                    .tag("priority", Meters.word(priority))
                    .register(registry);
        }
        gauge(
                        "fovea.queue.bytes",
                        "Bytes of prepared images that wait",
                        () -> model.queue().get().bytes())
                .tag("task", model.task())
                .register(registry);
        gauge(
                        "fovea.engines.in.flight",
                        "Images in batches that run",
                        () -> model.queue().get().inFlight())
                .tag("task", model.task())
                .register(registry);
        gauge(
                        "fovea.engines.serving",
                        "Engines that take batches",
                        () -> model.queue().get().serving())
                .tag("task", model.task())
                .register(registry);
        gauge(
                        "fovea.engine.ready",
                        "1 when the golden image comes through the live engines",
                        () -> model.ready().getAsBoolean() ? 1 : 0)
                .tag("task", model.task())
                .register(registry);
    }

    private static void bindAcceleration(MeterRegistry registry, ModelReadings model) {
        gauge(
                        "fovea.tensorrt.serving",
                        "1 when the GPU answers",
                        () -> model.acceleration().get().serving() ? 1 : 0)
                .tag("task", model.task())
                .register(registry);
        gauge(
                        "fovea.tensorrt.failed",
                        "1 when there is a GPU and the CPU must answer",
                        () -> model.acceleration().get().failed() ? 1 : 0)
                .tag("task", model.task())
                .register(registry);
        gauge(
                        "fovea.tensorrt.build.ratio",
                        "How far the engine is that is being made, 0 to 1 of its stage, estimated",
                        () -> model.acceleration().get().built())
                .tag("task", model.task())
                .register(registry);
    }

    private static Gauge.Builder<Supplier<Number>> gauge(String name, String description, Supplier<Number> value) {
        return Gauge.builder(name, value).description(description);
    }
}
