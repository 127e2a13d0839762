package dev.fovea.instances;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.instances.Admission.Reason;
import dev.fovea.instances.Admission.Refused;
import dev.fovea.instances.InferenceAnswer.Abandoned;
import dev.fovea.instances.InferenceAnswer.Poisoned;
import dev.fovea.instances.Readiness.NotReady;
import dev.fovea.instances.Readiness.Ready;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// Engines that do not return.
@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
@SuppressWarnings("FutureReturnValueIgnored") // Some requests are sent only to keep engines busy.
class InstanceHangTest {
    private final FakeEngines engines = new FakeEngines();

    @Test
    void aBatchThatHangsIsTakenFromItsEngineAfterTheBatchTimeAndNotBefore() {
        engines.on(1, Trick.HANG, 1);
        try (Bench bench = Bench.with(engines)) {
            var answer = bench.submit(1);
            engines.awaitHanging(1);

            bench.ticker.advance(Duration.ofMillis(4_999));
            assertThat(bench.group.queue().abandoned()).isZero();

            bench.ticker.advance(Duration.ofMillis(1));
            assertThat(Bench.numberOf(answer)).isEqualTo(1);
            assertThat(bench.group.queue().abandoned()).isOne();
            assertThat(bench.group.readiness()).isEqualTo(new Ready());
        }
    }

    @Test
    void anImageThatAlwaysHangsIsPoisonAndItsCompanyIsAnswered() {
        engines.on(2, Trick.HANG);
        try (Bench bench = Bench.with(engines)) {
            bench.plug(0);
            var one = bench.submit(1);
            var two = bench.submit(2);
            var three = bench.submit(3);
            engines.resume();
            for (int hangs = 1; hangs <= 3; hangs++) {
                engines.awaitHanging(hangs);
                bench.ticker.advance(Duration.ofSeconds(5));
            }

            assertThat(two.join()).isEqualTo(new Poisoned("image-2", "a batch hangs: no return within 5000 ms"));
            assertThat(Bench.numberOf(one)).isEqualTo(1);
            assertThat(Bench.numberOf(three)).isEqualTo(3);
        }
    }

    @Test
    void anImageThatHungIsTriedAgainOnlyOnceAKnownImageRanWithinTheBatchTime() {
        engines.on(1, Trick.HANG, 1);
        try (Bench bench = Bench.with(engines)) {
            var answer = bench.submit(1);
            engines.awaitHanging(1);
            engines.on(FakeEngines.GOLDEN, Trick.HANG, 2);
            bench.ticker.advance(Duration.ofSeconds(5));
            // The new engine takes 6 s for its known image: well within the time to open, too long for a batch.
            engines.awaitHanging(2);
            bench.ticker.advance(Duration.ofSeconds(6));
            engines.releaseHung();

            // It is open, and runs another known image first: that hangs too.
            Bench.await(() ->
                    bench.metrics.rebuilt.get() == 1 && bench.group.queue().abandoned() == 0 && engines.hanging() == 1);
            assertThat(engines.batches()).containsExactly(List.of(1));
            bench.ticker.advance(Duration.ofSeconds(5));

            assertThat(Bench.numberOf(answer)).isEqualTo(1);
            assertThat(engines.openings()).isEqualTo(3);
        }
    }

    @Test
    void aKnownImageThatHangsAfterAFailureCostsNobodyAnAnswer() {
        engines.on(1, Trick.THROW, 1);
        try (Bench bench = Bench.with(engines)) {
            engines.on(FakeEngines.GOLDEN, Trick.HANG, 1);
            var answer = bench.submit(1);
            engines.awaitHanging(1);
            assertThat(bench.group.queue().inFlight()).isOne();
            bench.ticker.advance(Duration.ofSeconds(5));

            assertThat(Bench.numberOf(answer)).isEqualTo(1);
            assertThat(bench.metrics.selfTestsFailed).hasValue(1);
        }
    }

    @Test
    void aLateAnswerIsDropped() {
        engines.on(1, Trick.HANG);
        try (Bench bench = Bench.with(engines)) {
            var answer = bench.submit(1);
            for (int hangs = 1; hangs <= 2; hangs++) {
                engines.awaitHanging(hangs);
                bench.ticker.advance(Duration.ofSeconds(5));
            }
            assertThat(answer.join()).isInstanceOf(Poisoned.class);

            engines.releaseHung();
            Bench.await(() -> bench.group.queue().abandoned() == 0);

            assertThat(answer.join()).isInstanceOf(Poisoned.class);
            assertThat(bench.metrics.answered).hasValue(0);
            assertThat(bench.metrics.imagesRan).hasValue(0);
            assertThat(bench.metrics.settled()).isOne();
        }
    }

    @Test
    void anAbandonedEngineIsClosedByItsOwnThreadWhenItReturns() {
        engines.on(1, Trick.HANG, 1);
        try (Bench bench = Bench.with(engines)) {
            var answer = bench.submit(1);
            engines.awaitHanging(1);
            bench.ticker.advance(Duration.ofSeconds(5));
            answer.join();
            assertThat(engines.openNow()).isEqualTo(2);

            engines.releaseHung();

            engines.awaitOpen(1);
        }
    }

    @Test
    void aHungEngineThatCanBeInterruptedIsAskedToReturn() {
        engines.interruptible().on(1, Trick.HANG, 1);
        try (Bench bench = Bench.with(engines)) {
            var answer = bench.submit(1);
            engines.awaitHanging(1);
            bench.ticker.advance(Duration.ofSeconds(5));

            assertThat(Bench.numberOf(answer)).isEqualTo(1);
            Bench.await(() -> bench.group.queue().abandoned() == 0);
            engines.awaitOpen(1);
        }
    }

    @Test
    void theOtherEnginesGoOnWhileOneHangs() {
        engines.on(1, Trick.HANG);
        try (Bench bench = Bench.with(engines, Bench.settings(2, Bench.RECOVERY))) {
            bench.submit(1);
            engines.awaitHanging(1);

            for (int i = 2; i < 50; i++) {
                assertThat(Bench.numberOf(bench.submit(i))).isEqualTo(i);
            }
        }
    }

    @Test
    void moreHungThreadsThanAllowedTakeTheGroupDownUntilTheyReturn() {
        engines.on(1, Trick.HANG, 2);
        try (Bench bench = Bench.with(engines, Bench.settings(1, Bench.withAbandonedMax(1)))) {
            var answer = bench.submit(1);
            engines.awaitHanging(1);
            bench.ticker.advance(Duration.ofSeconds(5));
            engines.awaitHanging(2);
            var waiting = bench.submit(2);
            bench.ticker.advance(Duration.ofSeconds(5));

            assertThat(waiting.join()).isInstanceOf(Abandoned.class);
            assertThat(answer.join()).isInstanceOf(Poisoned.class);
            assertThat(bench.group.readiness())
                    .isEqualTo(new NotReady(
                            "2 engine calls hang, more than recovery.abandoned-max 1: restart the process"));
            assertThat(bench.group.submit(Bench.request(3)))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(Reason.ENGINE_DOWN));

            engines.releaseHung();
            bench.awaitReady();
            Bench.await(() -> bench.group.submit(Bench.request(4)) instanceof Admission.Accepted);
        }
    }

    @Test
    void anEngineThatHangsWhileOpeningIsReportedByStart() {
        engines.hangOpening(1);
        var started = java.util.concurrent.CompletableFuture.supplyAsync(() -> {
            try (Bench bench = Bench.with(engines)) {
                assertThat(bench).isNotNull();
                return "started";
            } catch (RuntimeException e) {
                return e.getMessage();
            }
        });
        engines.awaitHanging(1);

        assertThat(started).isNotDone();
        engines.releaseHung();
        assertThat(started.join()).isEqualTo("started");
    }

    @Test
    void anEngineThatHangsWhileReopeningIsGivenUpAndTheNextOneTried() {
        engines.on(1, Trick.BREAK, 1);
        try (Bench bench = Bench.with(engines)) {
            engines.hangOpening(1);
            var answer = bench.submit(1);
            engines.awaitHanging(1);
            bench.ticker.advance(Duration.ofSeconds(60));
            bench.advanceUntil(Duration.ofMillis(100), answer::isDone);

            assertThat(Bench.numberOf(answer)).isEqualTo(1);
            assertThat(bench.group.queue().abandoned()).isOne();
        }
    }

    @Test
    void nobodyElsesAnswerComesFromABufferThatWasRefilledUnderAHungEngine() {
        engines.on(1, Trick.HANG);
        try (Bench bench = Bench.with(engines)) {
            InferenceRequest first = Bench.request(1);
            var poisoned = bench.submit(first);
            for (int hangs = 1; hangs <= 2; hangs++) {
                engines.awaitHanging(hangs);
                bench.ticker.advance(Duration.ofSeconds(5));
            }
            assertThat(poisoned.join()).isInstanceOf(Poisoned.class);

            first.tensor().put(0, FakeEngines.tensor(9), 0, 4);
            var next = bench.submit(new InferenceRequest("image-9", first.tensor(), first.priority(), first.timeout()));
            engines.releaseHung();

            assertThat(Bench.numberOf(next)).isEqualTo(9);
            Bench.await(() -> bench.group.queue().abandoned() == 0);
            assertThat(bench.metrics.answered).hasValue(1);
        }
        assertThat(engines.batches()).containsExactly(List.of(1), List.of(1), List.of(9));
    }
}
