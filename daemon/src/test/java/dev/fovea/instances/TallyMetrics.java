package dev.fovea.instances;

import dev.fovea.model.Priority;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts what a group reports.
final class TallyMetrics implements InstanceMetrics {
    final AtomicInteger accepted = new AtomicInteger();
    final AtomicInteger refused = new AtomicInteger();
    final AtomicInteger answered = new AtomicInteger();
    final AtomicInteger expired = new AtomicInteger();
    final AtomicInteger poisoned = new AtomicInteger();
    final AtomicInteger abandoned = new AtomicInteger();
    final AtomicInteger cancelled = new AtomicInteger();
    final AtomicInteger imagesRan = new AtomicInteger();
    final AtomicInteger batchesFailed = new AtomicInteger();
    final AtomicInteger rebuilt = new AtomicInteger();
    final AtomicInteger selfTestsPassed = new AtomicInteger();
    final AtomicInteger selfTestsFailed = new AtomicInteger();
    final List<String> selfTestFaults = new CopyOnWriteArrayList<>();
    final AtomicInteger openingsFailed = new AtomicInteger();

    /// Everything that an accepted request can end in.
    int settled() {
        return answered.get() + expired.get() + poisoned.get() + abandoned.get() + cancelled.get();
    }

    @Override
    public void accepted(Priority priority) {
        accepted.incrementAndGet();
    }

    @Override
    public void refused(Admission.Reason reason) {
        refused.incrementAndGet();
    }

    @Override
    public void answered(Priority priority, Duration queue, Duration infer) {
        answered.incrementAndGet();
    }

    @Override
    public void expired(Priority priority, Duration waited) {
        expired.incrementAndGet();
    }

    @Override
    public void poisoned(Priority priority) {
        poisoned.incrementAndGet();
    }

    @Override
    public void abandoned(Priority priority) {
        abandoned.incrementAndGet();
    }

    @Override
    public void cancelled(Priority priority) {
        cancelled.incrementAndGet();
    }

    @Override
    public void batchRan(int size, Duration infer) {
        imagesRan.addAndGet(size);
    }

    @Override
    public void batchFailed(int size, String reason) {
        batchesFailed.incrementAndGet();
    }

    @Override
    public void rebuilt() {
        rebuilt.incrementAndGet();
    }

    @Override
    public void openFailed(String reason) {
        openingsFailed.incrementAndGet();
    }

    @Override
    public void selfTestPassed(Duration infer) {
        selfTestsPassed.incrementAndGet();
    }

    @Override
    public void selfTestFailed(String reason) {
        selfTestFaults.add(reason);
        selfTestsFailed.incrementAndGet();
    }
}
