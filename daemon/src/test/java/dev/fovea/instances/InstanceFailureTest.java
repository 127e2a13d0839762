package dev.fovea.instances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.engine.EngineException;
import dev.fovea.instances.Admission.Reason;
import dev.fovea.instances.Admission.Refused;
import dev.fovea.instances.InferenceAnswer.Abandoned;
import dev.fovea.instances.InferenceAnswer.Poisoned;
import dev.fovea.instances.Readiness.NotReady;
import dev.fovea.instances.Readiness.Ready;
import dev.fovea.model.Priority;
import dev.fovea.scheduler.ManualTicker;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/// Engines that throw, answer nonsense, or cannot be opened.
@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
@SuppressWarnings("FutureReturnValueIgnored") // Some requests are sent only to keep engines busy.
class InstanceFailureTest {
    private final FakeEngines engines = new FakeEngines();

    @ParameterizedTest
    @EnumSource(
            value = Trick.class,
            mode = Mode.EXCLUDE,
            names = {"HANG", "SHARED"})
    void onePoisonImageIsFoundAndTheOthersAreAnswered(Trick trick) {
        engines.on(2, trick);
        try (Bench bench = Bench.with(engines)) {
            bench.plug(0);
            var one = bench.submit(1);
            var two = bench.submit(2);
            var three = bench.submit(3);
            engines.resume();

            assertThat(Bench.numberOf(one)).isEqualTo(1);
            assertThat(Bench.numberOf(three)).isEqualTo(3);
            assertThat(two.join()).isInstanceOf(Poisoned.class);
            assertThat(engines.batches())
                    .containsExactly(List.of(0), List.of(1, 2, 3), List.of(1), List.of(2), List.of(2), List.of(3));
            assertThat(bench.metrics.batchesFailed).hasValue(3);
            assertThat(bench.metrics.poisoned).hasValue(1);
        }
    }

    static Stream<Arguments> reasons() {
        return Stream.of(
                Arguments.of(Trick.THROW, "out of device memory"),
                Arguments.of(Trick.BREAK, "device lost"),
                Arguments.of(Trick.BUG, "java.lang.AssertionError: never happens"),
                Arguments.of(Trick.NAN, "logits hold NaN"),
                Arguments.of(Trick.WRONG_SHAPE, "3 logits instead of 2"),
                Arguments.of(Trick.TOO_FEW, "0 answers to 1 images"));
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void thePoisonsReasonIsInWords(Trick trick, String reason) {
        engines.on(2, trick);
        try (Bench bench = Bench.with(engines)) {
            assertThat(bench.submit(2).join()).isEqualTo(new Poisoned("image-2", reason));
        }
    }

    @Test
    void everyTryAfterAnEngineBrokeIsOnOneRebuiltFromAFreshNetwork() {
        engines.on(2, Trick.BREAK);
        try (Bench bench = Bench.with(engines)) {
            bench.submit(2).join();
            bench.submit(3).join();

            assertThat(engines.renewals()).isEqualTo(2);
            assertThat(engines.openings()).isEqualTo(3);
            assertThat(bench.metrics.rebuilt).hasValue(2);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Trick.class,
            names = {"THROW", "BUG", "NAN", "WRONG_SHAPE", "TOO_FEW"})
    void poisonThatLeavesTheEnginesWellCostsNoRebuild(Trick trick) {
        try (Bench bench = Bench.with(engines, Bench.settings(2, Bench.RECOVERY))) {
            for (int number = 1; number <= 10; number++) {
                engines.on(number, trick);
                assertThat(bench.submit(number).join()).isInstanceOf(Poisoned.class);
                assertThat(bench.group.readiness()).isEqualTo(new Ready());
            }

            assertThat(engines.renewals()).isZero();
            assertThat(engines.openings()).isEqualTo(2);
            assertThat(bench.metrics.selfTestsFailed).hasValue(0);
        }
    }

    @Test
    void aFailureSpeaksAgainstAnImageOnlyOnAnEngineThatHadJustProvedItself() {
        try (Bench bench = Bench.with(engines)) {
            bench.submit(1).join();
            engines.on(2, Trick.THROW, 2);
            assertThat(Bench.numberOf(bench.submit(2))).isEqualTo(2);

            bench.submit(1).join();
            engines.on(3, Trick.THROW, 3);
            assertThat(bench.submit(3).join()).isInstanceOf(Poisoned.class);
        }
    }

    @Test
    void withoutKnownImagesToAskAnyFailureRebuilds() {
        engines.on(2, Trick.THROW, 1);
        ManualTicker ticker = new ManualTicker();
        try (InstanceGroup group =
                InstanceGroup.start(engines, List.of(), Bench.SETTINGS, ticker, InstanceMetrics.NONE)) {
            ticker.onAdvance(group::wake);

            assertThat(Bench.numberOf(((Admission.Accepted) group.submit(Bench.request(2))).answer()))
                    .isEqualTo(2);
            assertThat(engines.renewals()).isOne();
        }
    }

    @Test
    void anEngineThatBreaksAgainAndAgainIsRebuiltAtALengtheningPace() {
        Rebuilds rebuilds = new Rebuilds();
        long now = 7;
        long later = now + Duration.ofMinutes(1).toNanos();

        assertThat(Stream.generate(() -> rebuilds.next(now, Bench.RECOVERY).toMillis())
                        .limit(6))
                .containsExactly(0L, 0L, 0L, 100L, 200L, 400L);
        assertThat(rebuilds.next(later, Bench.RECOVERY)).isZero();
    }

    @Test
    void afterThreeRebuildsInAMinuteTheNextWaits() {
        engines.on(2, Trick.BREAK).on(3, Trick.BREAK);
        try (Bench bench = Bench.with(engines)) {
            bench.submit(2).join();
            bench.submit(3).join();
            var next = bench.submit(4);
            engines.awaitOpen(0);
            bench.awaitNotReady();
            assertThat(engines.openings()).isEqualTo(4);

            bench.advanceUntil(Duration.ofMillis(100), next::isDone);

            assertThat(Bench.numberOf(next)).isEqualTo(4);
            assertThat(engines.openings()).isEqualTo(5);
        }
    }

    @Test
    void allEnginesAreRebuiltWhenOneBreaks() {
        engines.on(2, Trick.BREAK, 1);
        try (Bench bench = Bench.with(engines, Bench.settings(3, Bench.RECOVERY))) {
            assertThat(Bench.numberOf(bench.submit(2))).isEqualTo(2);

            Bench.await(() -> bench.metrics.rebuilt.get() == 3);
            assertThat(engines.renewals()).isOne();
        }
    }

    @Test
    void aPassingFailureCostsNobodyAnAnswer() {
        engines.on(2, Trick.NAN, 1);
        try (Bench bench = Bench.with(engines)) {
            assertThat(Bench.numberOf(bench.submit(2))).isEqualTo(2);
            assertThat(bench.metrics.poisoned).hasValue(0);
        }
    }

    @Test
    void oneArrayForAllAnswersIsAFaultOfTheBatchAndOfNoImage() {
        engines.on(2, Trick.SHARED);
        try (Bench bench = Bench.with(engines)) {
            bench.plug(0);
            var one = bench.submit(1);
            var two = bench.submit(2);
            engines.resume();

            assertThat(Bench.numberOf(one)).isEqualTo(1);
            assertThat(Bench.numberOf(two)).isEqualTo(2);
        }
    }

    @Test
    void anImageThatIsTriedAgainKeepsItsDeadlineAndCanBeCancelled() {
        engines.on(2, Trick.THROW, 1);
        try (Bench bench = Bench.with(engines, Bench.PATIENT)) {
            bench.plug(0);
            var one = bench.submit(1);
            var two = bench.submit(2);
            var three = bench.submit(Bench.request(3, Duration.ofSeconds(20)));
            // Stops the engine again when it tries the first image of the failed batch alone.
            engines.duringRun(() -> {
                if (engines.batches().size() == 2) {
                    engines.pause();
                }
            });
            engines.resume();
            engines.awaitBatches(3);

            bench.ticker.advance(Duration.ofSeconds(20));
            two.cancel(false);

            assertThat(three.join()).isInstanceOf(InferenceAnswer.Expired.class);
            engines.resume();
            assertThat(Bench.numberOf(one)).isEqualTo(1);
            assertThat(engines.batches()).containsExactly(List.of(0), List.of(1, 2, 3), List.of(1));
        }
    }

    @Test
    void anEngineThatCannotBeReopenedPoisonsNobody() {
        engines.on(2, Trick.BREAK);
        try (Bench bench = Bench.with(engines)) {
            engines.failOpening(Integer.MAX_VALUE);
            var answer = bench.submit(2);
            bench.advanceUntil(Duration.ofMillis(100), answer::isDone);

            assertThat(answer.join()).isEqualTo(new Abandoned("image-2", "no such device"));
            assertThat(bench.group.readiness()).isEqualTo(new NotReady("no such device"));
            assertThat(bench.metrics.openingsFailed.get()).isGreaterThanOrEqualTo(3);
            assertThat(bench.group.submit(Bench.request(3))).isInstanceOfSatisfying(Refused.class, refused -> {
                assertThat(refused.reason()).isEqualTo(Reason.ENGINE_DOWN);
                assertThat(refused.retryAfter()).isBetween(Duration.ZERO, Duration.ofSeconds(1));
            });
        }
    }

    @Test
    void aGroupThatWasDownComesUpByItself() {
        engines.on(2, Trick.BREAK, 1);
        try (Bench bench = Bench.with(engines)) {
            engines.failOpening(4);
            bench.submit(2);
            bench.advanceUntil(Duration.ofMillis(100), () -> engines.openings() == 6);
            bench.awaitReady();

            Bench.await(() -> bench.group.submit(Bench.request(3)) instanceof Admission.Accepted);
            assertThat(bench.metrics.rebuilt).hasValue(1);
        }
    }

    @Test
    void whileAnEngineMaySoonBeBackImagesWaitForIt() {
        engines.on(2, Trick.BREAK, 1);
        try (Bench bench = Bench.with(engines)) {
            engines.failOpening(2);
            var answer = bench.submit(2);
            bench.advanceUntil(Duration.ofMillis(100), answer::isDone);

            assertThat(Bench.numberOf(answer)).isEqualTo(2);
        }
    }

    @Test
    void reopeningIsTriedAtALengtheningPace() {
        Recovery recovery = Bench.RECOVERY;

        assertThat(Stream.of(1, 2, 3, 4, 5, 6, 60).map(recovery::backoff))
                .containsExactly(
                        Duration.ofMillis(100),
                        Duration.ofMillis(200),
                        Duration.ofMillis(400),
                        Duration.ofMillis(800),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1));
    }

    @Test
    void aSourceThatDoesNotOpenIsReportedByStart() {
        engines.failOpening(1);

        assertThatThrownBy(() -> Bench.with(engines))
                .isInstanceOf(EngineException.class)
                .hasMessage("fake: no such device")
                .hasCauseInstanceOf(EngineException.class);
        Bench.await(engines::closed);
    }

    @Test
    void anEngineThatAnswersAKnownImageWronglyIsReportedByStart() {
        engines.answerWronglyForEver();

        assertThatThrownBy(() -> Bench.with(engines, Bench.settings(2, Bench.RECOVERY)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("golden input known");
        Bench.await(engines::closed);
    }

    @Test
    void aMetricThatThrowsLeavesNobodyWaiting() {
        InstanceMetrics broken = new InstanceMetrics() {
            @Override
            public void answered(Priority priority, Duration queue, Duration infer) {
                throw new IllegalStateException("no registry");
            }
        };
        ManualTicker ticker = new ManualTicker();
        try (InstanceGroup group = InstanceGroup.start(engines, List.of(), Bench.SETTINGS, ticker, broken)) {
            ticker.onAdvance(group::wake);
            engines.pause();
            var one = ((Admission.Accepted) group.submit(Bench.request(1))).answer();
            engines.awaitRunning(1);
            var two = ((Admission.Accepted) group.submit(Bench.request(2))).answer();
            var three = ((Admission.Accepted) group.submit(Bench.request(3))).answer();
            engines.resume();

            assertThat(Bench.numberOf(one)).isEqualTo(1);
            Bench.advanceUntil(ticker, Duration.ofMillis(100), () -> two.isDone() && three.isDone());
            assertThat(Bench.numberOf(two)).isEqualTo(2);
            assertThat(three.join()).isInstanceOf(Abandoned.class);
        }
    }

    @Test
    void aBugInTheWatchEndsTheGroupAndLeavesNobodyWaiting() {
        InstanceMetrics broken = new InstanceMetrics() {
            @Override
            public void expired(Priority priority, Duration waited) {
                throw new IllegalStateException("no registry");
            }
        };
        ManualTicker ticker = new ManualTicker();
        try (InstanceGroup group = InstanceGroup.start(engines, List.of(), Bench.SETTINGS, ticker, broken)) {
            ticker.onAdvance(group::wake);
            assertThat(group.readiness()).isEqualTo(new Ready());
            engines.pause();
            var running = ((Admission.Accepted) group.submit(Bench.request(1))).answer();
            engines.awaitRunning(1);
            var late = ((Admission.Accepted) group.submit(Bench.request(2, Duration.ofMillis(1)))).answer();
            var waiting = ((Admission.Accepted) group.submit(Bench.request(3))).answer();
            ticker.advance(Duration.ofMillis(1));

            assertThat(late.join()).isInstanceOf(InferenceAnswer.Expired.class);
            assertThat(running.join()).isInstanceOf(Abandoned.class);
            assertThat(waiting.join()).isInstanceOf(Abandoned.class);
            assertThat(group.readiness())
                    .isEqualTo(new NotReady(
                            "bug in the watch over the engines: java.lang.IllegalStateException: no registry"));
            engines.resume();
        }
    }
}
