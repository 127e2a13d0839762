package dev.fovea.instances;

import dev.fovea.engine.Engine;
import dev.fovea.engine.GoldenTensor;
import dev.fovea.engine.Scores;
import dev.fovea.instances.InferenceAnswer.Answered;
import dev.fovea.scheduler.BatchQueue;
import dev.fovea.scheduler.Entry;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One thread's life: open an engine, prove it on known images, run batches until the engine fails, close it.
///
/// A platform thread, not a virtual one: a native call would pin its carrier, and device contexts are bound to a
/// thread. It never repairs itself: an engine that fails ends it, and [Crew] starts another. After a batch that
/// failed known images tell whether it was the engine ([Triage]). Everything that may hang is a [Step]; when
/// somebody else has claimed its step, the worker has been given up, and it only cleans up and goes.
final class Worker {
    private final int slot;
    private final Crew crew;
    private final Kit kit;
    private final int generation;
    private final List<GoldenTensor> goldens;
    private final BatchQueue<Pending>.Taker taker;
    private final Thread thread;

    /// What it does, or the last thing it did; read by the watch.
    private volatile Step step;

    private volatile @Nullable Engine engine;

    /// Requests handed to this thread that are not back in the queue and not somebody else's. Only this thread.
    private List<Entry<Pending>> held = List.of();

    /// Whether the last thing this engine did was to answer known images, well and in time. Only this thread.
    private boolean proven;

    /// Why there was no working engine, or the bug that ended this worker. Only this thread.
    private Optional<Fault> failure = Optional.empty();

    Worker(int slot, Crew crew, Kit kit) {
        this.slot = slot;
        this.crew = crew;
        this.kit = kit;
        this.generation = kit.generations().generation();
        // Each worker reads known images through buffers of its own: a buffer's position is not shared state then.
        this.goldens = kit.goldens().stream()
                .map(each -> new GoldenTensor(each.name(), each.image().duplicate(), each.expected(), each.tolerance()))
                .toList();
        this.taker = kit.queue().taker();
        this.step = step("opening the engine");
        this.thread = Thread.ofPlatform()
                .name(kit.settings().name() + "-" + slot)
                .daemon()
                .unstarted(this::live);
    }

    void start() {
        thread.start();
    }

    int slot() {
        return slot;
    }

    int generation() {
        return generation;
    }

    Step step() {
        return step;
    }

    BatchQueue<Pending>.Taker taker() {
        return taker;
    }

    /// Asks a hung engine to return. Any thread.
    void interrupt() {
        Engine hung = engine;
        if (hung != null) {
            hung.interrupt();
        }
    }

    private void live() {
        boolean kept;
        try {
            kept = open() && (failure.isPresent() || serve());
        } catch (Throwable e) {
            // A bug of ours outside the engine: whatever it is, nobody may be left waiting.
            kept = true;
            failure = Optional.of(Fault.of(e));
            held.forEach(entry -> entry.item().abandon("bug: " + e));
        }
        close(kept);
    }

    /// False when the worker was given up meanwhile.
    private boolean open() {
        try {
            engine = kit.generations().open();
            failure = prove(firstProof());
        } catch (Throwable e) {
            // Errors too: a missing native library is one.
            failure = Optional.of(Fault.of(e));
        }
        if (!step.claim()) {
            return false;
        }
        if (failure.isEmpty()) {
            crew.opened(this);
        }
        return true;
    }

    /// Until the queue is closed, the worker is recalled, or the engine fails. False when the worker was given up.
    private boolean serve() throws InterruptedException {
        for (var batch = taker.take(); !batch.isEmpty(); batch = taker.take()) {
            held = batch.stream().filter(entry -> !entry.item().isSettled()).toList();
            if (!held.isEmpty()) {
                Verdict verdict = serve(held);
                held = List.of();
                if (verdict != Verdict.GOOD) {
                    return verdict != Verdict.GIVEN_UP;
                }
            }
        }
        return true;
    }

    private Verdict serve(List<Entry<Pending>> batch) {
        // So that a second failure is the image's own. A slow or sleeping machine fails here, and condemns nobody.
        if (batch.getFirst().item().isSuspect() && !proven) {
            Verdict verdict = check(begin(batch), "tried again after a failure");
            if (verdict != Verdict.GOOD) {
                return verdict;
            }
        }
        step = begin(batch);
        proven = false;
        return run(step);
    }

    private Step begin(List<Entry<Pending>> batch) {
        return Step.batch(batch, proven, kit.ticker().nanos(), kit.recovery().batchTimeMax());
    }

    private Verdict run(Step run) {
        List<Scores> answers = List.of();
        Optional<Fault> fault;
        try {
            answers = infer(run.batch());
            fault = check(run.batch(), answers);
        } catch (Throwable e) {
            // However an engine fails, to those in the batch it makes no difference.
            fault = Optional.of(Fault.of(e));
        }
        if (!run.claim()) {
            return Verdict.GIVEN_UP;
        }
        if (fault.isPresent()) {
            return failed(run, fault.get());
        }
        if (!kit.generations().trusts(generation)) {
            crew.distrusted(run);
            return Verdict.BAD;
        }
        deliver(run, answers);
        return Verdict.GOOD;
    }

    /// The images or the engine? Known images tell; without any, the engine is not trusted.
    private Verdict failed(Step run, Fault fault) {
        if (run.isSelfTest() || goldens.isEmpty()) {
            crew.failed(this, run, fault);
            return Verdict.BAD;
        }
        crew.doubted(run, fault);
        Verdict verdict = check(run, fault.reason());
        if (verdict == Verdict.GOOD) {
            crew.acquitted(run, fault);
        }
        return verdict;
    }

    /// Runs the known images with a batch in hand. Unless the engine is good, others have decided over the batch.
    private Verdict check(Step doubtful, String why) {
        Step check = doubtful.check(why, kit.ticker().nanos(), proofTimeMax());
        step = check;
        Optional<Fault> fault = prove(goldens);
        if (!check.claim()) {
            return Verdict.GIVEN_UP;
        }
        fault.ifPresent(what -> crew.failed(this, check, what));
        return fault.isEmpty() ? Verdict.GOOD : Verdict.BAD;
    }

    /// The first engines of a source answer one known image each: the source has just been admitted on all of
    /// them, and a start waits for this. Engines made anew after a failure answer all.
    private List<GoldenTensor> firstProof() {
        return generation == 0 ? goldens.subList(0, Math.min(1, goldens.size())) : goldens;
    }

    /// Empty when the engine answers these known images well.
    private Optional<Fault> prove(List<GoldenTensor> known) {
        proven = false;
        long began = kit.ticker().nanos();
        try {
            Optional<String> fault = opened().selfTest(known);
            long took = kit.ticker().nanos() - began;
            proven = fault.isEmpty()
                    && known.size() == goldens.size()
                    && took <= proofTimeMax().toNanos();
            return fault.map(Fault::of);
        } catch (Throwable e) {
            // However an engine fails, errors too, it is of no use.
            return Optional.of(Fault.of(e));
        }
    }

    /// The time of one batch for each known image.
    private Duration proofTimeMax() {
        return kit.recovery().batchTimeMax().multipliedBy(Math.max(1, goldens.size()));
    }

    private Engine opened() {
        return Objects.requireNonNull(engine, "a worker serves after it has opened");
    }

    private List<Scores> infer(List<Entry<Pending>> batch) {
        // Read-only: an engine that outlives its batch can at worst read, and what it then answers is dropped.
        List<FloatBuffer> tensors = batch.stream()
                .map(entry -> entry.item().request().tensor().asReadOnlyBuffer())
                .toList();
        return opened().run(tensors);
    }

    private Optional<Fault> check(List<Entry<Pending>> batch, List<Scores> answers) {
        Optional<String> fault = AnswerCheck.fault(kit.metadata(), batch.size(), answers);
        for (int i = 0; i < batch.size() && fault.isEmpty(); i++) {
            fault = batch.get(i).item().fault(answers.get(i));
        }
        return fault.map(Fault::of);
    }

    private void deliver(Step run, List<Scores> answers) {
        Duration infer = Duration.ofNanos(kit.ticker().nanos() - run.startedNanos());
        proven = run.isSelfTest();
        crew.succeeded(this, run, infer);
        for (int i = 0; i < answers.size(); i++) {
            Entry<Pending> entry = run.batch().get(i);
            String id = entry.item().request().id();
            Duration queue = entry.waited(run.startedNanos());
            entry.item()
                    .settle(new Answered(
                            id, answers.get(i), kit.metadata(), run.batch().size(), queue, infer));
        }
    }

    /// Closes the engine, whoever waits for it, and reports the end of this worker.
    private void close(boolean kept) {
        Step closing = step("closing the engine");
        if (kept) {
            step = closing;
        }
        try {
            Engine open = engine;
            if (open != null) {
                open.close();
            }
        } catch (Throwable e) {
            failure = failure.or(() -> Optional.of(Fault.of(e)));
        }
        if (kept && closing.claim()) {
            crew.ended(this, failure);
        } else {
            crew.returned();
        }
    }

    private Step step(String what) {
        return Step.of(what, kit.ticker().nanos(), kit.recovery().openTimeMax());
    }

    private enum Verdict {
        GOOD,
        /// This engine is not to be used any more.
        BAD,
        GIVEN_UP
    }
}
