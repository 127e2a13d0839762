package dev.fovea.instances;

import dev.fovea.engine.Scores;
import dev.fovea.instances.Admission.Accepted;
import dev.fovea.instances.Admission.Refused;
import dev.fovea.instances.InferenceAnswer.Answered;
import dev.fovea.instances.Readiness.Ready;
import dev.fovea.model.Priority;
import dev.fovea.scheduler.BatchPolicy;
import dev.fovea.scheduler.ManualTicker;
import dev.fovea.scheduler.TimeoutAction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/// A group of fake engines on a clock that stands still.
final class Bench implements AutoCloseable {
    static final Recovery RECOVERY = new Recovery(
            Duration.ofSeconds(5), Duration.ofSeconds(60), 2, 4, 3, Duration.ofMillis(100), Duration.ofSeconds(1));
    static final BatchPolicy BATCH = new BatchPolicy(4, List.of(), Duration.ZERO, TimeoutAction.REJECT, 16, 1 << 20, 3);

    /// One engine; its batches hang after 5 s, it proves itself every 10 s, closing waits 8 s.
    static final InstanceSettings SETTINGS = settings(1, RECOVERY);

    /// The same, but a batch may take a minute: for tests that stop an engine and turn the clock.
    static final InstanceSettings PATIENT = settings(1, withBatchTimeMax(Duration.ofMinutes(1)));

    /// Failures are what these tests are about: their log is noise. Held here because loggers are held weakly.
    private static final Logger QUIET = Logger.getLogger("dev.fovea.instances");

    static {
        QUIET.setLevel(Level.OFF);
    }

    final FakeEngines engines;
    final ManualTicker ticker = new ManualTicker();
    final TallyMetrics metrics = new TallyMetrics();
    final InstanceGroup group;

    private Bench(FakeEngines engines, InstanceSettings settings) {
        this.engines = engines;
        this.group = InstanceGroup.start(engines, List.of(FakeEngines.golden()), settings, ticker, metrics);
        ticker.onAdvance(group::wake);
    }

    static Bench with(FakeEngines engines) {
        return new Bench(engines, SETTINGS);
    }

    static Bench with(FakeEngines engines, InstanceSettings settings) {
        return new Bench(engines, settings);
    }

    static InstanceSettings settings(int instances, Recovery recovery) {
        return new InstanceSettings("fake", instances, BATCH, recovery, Duration.ofSeconds(10), Duration.ofSeconds(8));
    }

    static Recovery withBatchTimeMax(Duration max) {
        return new Recovery(
                max,
                RECOVERY.openTimeMax(),
                RECOVERY.attemptsMax(),
                RECOVERY.abandonedMax(),
                RECOVERY.reopensMax(),
                RECOVERY.backoffMin(),
                RECOVERY.backoffMax());
    }

    static Recovery withAbandonedMax(int max) {
        return new Recovery(
                RECOVERY.batchTimeMax(),
                RECOVERY.openTimeMax(),
                RECOVERY.attemptsMax(),
                max,
                RECOVERY.reopensMax(),
                RECOVERY.backoffMin(),
                RECOVERY.backoffMax());
    }

    CompletableFuture<InferenceAnswer> submit(int number) {
        return submit(request(number));
    }

    CompletableFuture<InferenceAnswer> submit(InferenceRequest request) {
        return switch (group.submit(request)) {
            case Accepted(var answer) -> answer;
            case Refused refused -> throw new AssertionError(refused);
        };
    }

    /// Stops the engine in a batch of this number alone, so that what is submitted next has to wait.
    CompletableFuture<InferenceAnswer> plug(int number) {
        engines.pause();
        CompletableFuture<InferenceAnswer> plug = submit(number);
        engines.awaitRunning(1);
        return plug;
    }

    static InferenceRequest request(int number) {
        return request(number, Priority.LIVE);
    }

    static InferenceRequest request(int number, Priority priority) {
        return new InferenceRequest("image-" + number, FakeEngines.tensor(number), priority, Optional.empty());
    }

    static InferenceRequest request(int number, Duration timeout) {
        return new InferenceRequest("image-" + number, FakeEngines.tensor(number), Priority.LIVE, Optional.of(timeout));
    }

    /// The number that the answer is the answer to.
    static int numberOf(CompletableFuture<InferenceAnswer> answer) {
        return switch (answer.join()) {
            case Answered(var _, Scores scores, var _, var _, var _, var _) -> FakeEngines.number(scores);
            case InferenceAnswer other -> throw new AssertionError(other);
        };
    }

    void awaitReady() {
        await(() -> group.readiness() instanceof Ready);
    }

    void awaitNotReady() {
        await(() -> !(group.readiness() instanceof Ready));
    }

    /// Another thread is about to make it so.
    static void await(BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    /// Turns the clock in steps until it is so: for pauses that begin when another thread gets there. Between steps
    /// the others get two real milliseconds, so that a minute's limit is not passed by a thread that is
    /// merely slow.
    void advanceUntil(Duration step, BooleanSupplier done) {
        advanceUntil(ticker, step, done);
    }

    static void advanceUntil(ManualTicker ticker, Duration step, BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            ticker.advance(step);
            long until = System.nanoTime() + 2_000_000;
            while (System.nanoTime() < until && !done.getAsBoolean()) {
                Thread.onSpinWait();
            }
        }
    }

    @Override
    public void close() {
        engines.resume();
        engines.endHangs();
        group.close();
    }
}
