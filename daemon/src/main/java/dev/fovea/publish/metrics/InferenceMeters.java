package dev.fovea.publish.metrics;

import dev.fovea.instances.Admission;
import dev.fovea.instances.InstanceMetrics;
import dev.fovea.model.Priority;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// Counts what one model's instances do, for our own names and for Triton's.
final class InferenceMeters implements InstanceMetrics {
    private final MeterRegistry registry;
    private final String task;
    private final DistributionSummary batchSizes;

    private final LongAdder accepted = new LongAdder();
    private final LongAdder succeeded = new LongAdder();
    private final LongAdder settled = new LongAdder();
    private final LongAdder images = new LongAdder();
    private final LongAdder batches = new LongAdder();
    private final LongAdder queueNanos = new LongAdder();
    private final LongAdder inferNanos = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder canceled = new LongAdder();
    private final LongAdder backend = new LongAdder();
    private final LongAdder other = new LongAdder();

    InferenceMeters(MeterRegistry registry, String task) {
        this.registry = registry;
        this.task = task;
        batchSizes = DistributionSummary.builder("fovea.inference.batch.size")
                .description("Images in one batch")
                .tag("task", task)
                .serviceLevelObjectives(1, 2, 4, 8, 16, 32)
                .register(registry);
        for (String end : new String[] {"answered", "refused", "expired", "poisoned", "abandoned", "cancelled"}) {
            requests(end);
        }
        batches("ran");
        batches("failed");
        selfTests("passed");
        selfTests("failed");
        rebuilds();
    }

    @Override
    public void accepted(Priority priority) {
        accepted.increment();
    }

    @Override
    public void refused(Admission.Reason reason) {
        rejected.increment();
        requests("refused").increment();
    }

    @Override
    public void answered(Priority priority, Duration queue, Duration infer) {
        settled.increment();
        succeeded.increment();
        queueNanos.add(queue.toNanos());
        inferNanos.add(infer.toNanos());
        requests("answered").increment();
    }

    @Override
    public void expired(Priority priority, Duration waited) {
        settled.increment();
        rejected.increment();
        requests("expired").increment();
    }

    @Override
    public void poisoned(Priority priority) {
        settled.increment();
        backend.increment();
        requests("poisoned").increment();
    }

    @Override
    public void abandoned(Priority priority) {
        settled.increment();
        other.increment();
        requests("abandoned").increment();
    }

    @Override
    public void cancelled(Priority priority) {
        settled.increment();
        canceled.increment();
        requests("cancelled").increment();
    }

    @Override
    public void batchRan(int size, Duration infer) {
        images.add(size);
        batches.increment();
        batchSizes.record(size);
        batches("ran").increment();
    }

    @Override
    public void batchFailed(int size, String reason) {
        batches("failed").increment();
    }

    @Override
    public void rebuilt() {
        rebuilds().increment();
    }

    @Override
    public void selfTestPassed(Duration infer) {
        selfTests("passed").increment();
    }

    @Override
    public void selfTestFailed(String reason) {
        selfTests("failed").increment();
    }

    long succeeded() {
        return succeeded.sum();
    }

    long images() {
        return images.sum();
    }

    long batches() {
        return batches.sum();
    }

    /// Accepted and not settled yet; never negative, though the two are read one after the other.
    long waiting() {
        return Math.max(0, accepted.sum() - settled.sum());
    }

    long queueMicros() {
        return queueNanos.sum() / 1000;
    }

    long inferMicros() {
        return inferNanos.sum() / 1000;
    }

    /// Triton's four reasons.
    Map<String, Long> failures() {
        return Map.of(
                "REJECTED", rejected.sum(),
                "CANCELED", canceled.sum(),
                "BACKEND", backend.sum(),
                "OTHER", other.sum());
    }

    private Counter requests(String end) {
        return Meters.counter(
                registry,
                "fovea.inference.requests",
                "Requests at the engines, by how they ended",
                "task",
                task,
                "end",
                end);
    }

    private Counter batches(String end) {
        return Meters.counter(
                registry, "fovea.inference.batches", "Batches, by how they ended", "task", task, "end", end);
    }

    private Counter selfTests(String end) {
        return Meters.counter(
                registry, "fovea.self.tests", "Golden images run through live engines", "task", task, "end", end);
    }

    private Counter rebuilds() {
        return Meters.counter(registry, "fovea.engine.rebuilds", "Engines opened anew after a failure", "task", task);
    }
}
