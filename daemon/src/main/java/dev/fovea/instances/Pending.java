package dev.fovea.instances;

import dev.fovea.engine.GoldenTensor;
import dev.fovea.engine.Scores;
import dev.fovea.instances.InferenceAnswer.Abandoned;
import dev.fovea.instances.InferenceAnswer.Answered;
import dev.fovea.instances.InferenceAnswer.Expired;
import dev.fovea.instances.InferenceAnswer.Poisoned;
import dev.fovea.model.Priority;
import dev.fovea.scheduler.BatchQueue;
import dev.fovea.scheduler.Entry;
import dev.fovea.scheduler.Terms;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/// One request and the promise made to its caller. [#settle] and the caller's own completion (cancelling, a time-out)
/// pass one gate that opens once, so a request is settled and counted exactly once, whoever comes second.
final class Pending extends CompletableFuture<InferenceAnswer> {
    private final InferenceRequest request;
    private final Optional<GoldenTensor> golden;
    private final BatchQueue<Pending> queue;
    private final InstanceMetrics metrics;
    private final AtomicBoolean settled = new AtomicBoolean();
    private final Entry<Pending> entry;

    /// Whether it was in a batch that failed. As the next, written by whoever claimed that step, one after the other.
    private boolean suspect;

    /// Failures that speak against this very request.
    private int failures;

    private Pending(
            InferenceRequest request,
            Optional<GoldenTensor> golden,
            BatchQueue<Pending> queue,
            InstanceMetrics metrics) {
        this.request = request;
        this.golden = golden;
        this.queue = queue;
        this.metrics = metrics;
        this.entry = new Entry<>(this, new Terms(request.priority().level(), request.bytes(), request.timeout()));
    }

    static Pending of(InferenceRequest request, BatchQueue<Pending> queue, InstanceMetrics metrics) {
        return new Pending(request, Optional.empty(), queue, metrics);
    }

    /// A known image, which travels as any other and is counted apart.
    static Pending selfTest(GoldenTensor golden, BatchQueue<Pending> queue) {
        InferenceRequest request =
                new InferenceRequest("golden " + golden.name(), golden.image(), Priority.LIVE, Optional.empty());
        return new Pending(request, Optional.of(golden), queue, InstanceMetrics.NONE);
    }

    InferenceRequest request() {
        return request;
    }

    Entry<Pending> entry() {
        return entry;
    }

    boolean isSelfTest() {
        return golden.isPresent();
    }

    /// What is off with the answer to a known image; always empty for any other.
    Optional<String> fault(Scores answer) {
        return golden.flatMap(known -> known.fault(answer));
    }

    /// Notes one more failure.
    ///
    /// @param conclusive whether it speaks against this very request
    /// @return how many did so far
    int failed(boolean conclusive) {
        suspect = true;
        failures += conclusive ? 1 : 0;
        return failures;
    }

    /// Whether it failed before.
    boolean isSuspect() {
        return suspect;
    }

    boolean isSettled() {
        return settled.get();
    }

    /// Keeps the promise. False when that was done before; then nothing happens.
    boolean settle(InferenceAnswer answer) {
        if (!settled.compareAndSet(false, true)) {
            return false;
        }
        try {
            count(answer);
        } finally {
            super.complete(answer);
        }
        return true;
    }

    /// Gives the request back to its caller.
    void abandon(String reason) {
        settle(new Abandoned(request.id(), reason));
    }

    /// Withdraws the request. False, and without effect, once its answer is decided.
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return withdraw() && super.cancel(mayInterruptIfRunning);
    }

    /// As cancelling: for callers that bring their own answer.
    @Override
    public boolean complete(InferenceAnswer value) {
        return withdraw() && super.complete(value);
    }

    /// As cancelling: for callers that set a time-out on the future.
    @Override
    public boolean completeExceptionally(Throwable cause) {
        return withdraw() && super.completeExceptionally(cause);
    }

    private boolean withdraw() {
        if (!settled.compareAndSet(false, true)) {
            return false;
        }
        // Where it runs already there is nothing to remove; its answer will find the gate shut.
        queue.remove(entry);
        metrics.cancelled(request.priority());
        return true;
    }

    private void count(InferenceAnswer answer) {
        Priority priority = request.priority();
        switch (answer) {
            case Answered(var _, var _, var _, var _, var queue, var infer) -> metrics.answered(priority, queue, infer);
            case Expired(var _, var waited) -> metrics.expired(priority, waited);
            case Poisoned _ -> metrics.poisoned(priority);
            case Abandoned _ -> metrics.abandoned(priority);
        }
    }
}
