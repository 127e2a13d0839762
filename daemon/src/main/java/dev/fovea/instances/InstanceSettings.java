package dev.fovea.instances;

import dev.fovea.model.Priority;
import dev.fovea.scheduler.BatchPolicy;
import java.time.Duration;

/// Settings of one group.
///
/// @param name of its threads and in its log lines, as the task's
/// @param instances engines, one thread each
/// @param batch who waits and what runs together
/// @param recovery what is done about failures
/// @param selfTestEvery how often each engine proves itself on a known image
/// @param drainMax the longest that closing waits for what was accepted
public record InstanceSettings(
        String name, int instances, BatchPolicy batch, Recovery recovery, Duration selfTestEvery, Duration drainMax) {
    public InstanceSettings {
        if (name.isBlank()) {
            throw new IllegalArgumentException("instances.name must not be blank");
        }
        if (instances < 1) {
            throw new IllegalArgumentException("instances.count must be at least 1, was " + instances);
        }
        if (batch.levels() < Priority.values().length) {
            throw new IllegalArgumentException(
                    "batch.levels must be at least " + Priority.values().length + ", was " + batch.levels());
        }
        if (!selfTestEvery.isPositive()) {
            throw new IllegalArgumentException("instances.self-test-every must be positive, was " + selfTestEvery);
        }
        if (drainMax.isNegative()) {
            throw new IllegalArgumentException("instances.drain-max must not be negative, was " + drainMax);
        }
    }

    /// The same for another model.
    public InstanceSettings named(String other) {
        return new InstanceSettings(other, instances, batch, recovery, selfTestEvery, drainMax);
    }

    /// One engine per core: two workers of one thread each beat one of two threads by a quarter on the CPU engine.
    public static InstanceSettings defaults(String name) {
        return new InstanceSettings(
                name,
                Runtime.getRuntime().availableProcessors(),
                BatchPolicy.DEFAULT,
                Recovery.DEFAULT,
                Duration.ofSeconds(10),
                Duration.ofSeconds(8));
    }
}
