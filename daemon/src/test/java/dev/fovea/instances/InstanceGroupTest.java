package dev.fovea.instances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fovea.instances.Admission.Reason;
import dev.fovea.instances.Admission.Refused;
import dev.fovea.instances.InferenceAnswer.Answered;
import dev.fovea.instances.InferenceAnswer.Expired;
import dev.fovea.model.Priority;
import dev.fovea.scheduler.BatchPolicy;
import dev.fovea.scheduler.TimeoutAction;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
@SuppressWarnings("FutureReturnValueIgnored") // Some requests are sent only to keep engines busy.
class InstanceGroupTest {
    private static final List<Priority> PRIORITIES = List.of(Priority.values());
    private final FakeEngines engines = new FakeEngines();

    @Test
    void everyImageGetsItsOwnAnswer() {
        try (Bench bench = Bench.with(engines)) {
            List<CompletableFuture<InferenceAnswer>> answers = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                answers.add(bench.submit(i));
            }

            for (int i = 0; i < 10; i++) {
                assertThat(Bench.numberOf(answers.get(i))).isEqualTo(i);
            }
        }
    }

    @Test
    void anAnswerSaysWhoGaveItAndWhatItTook() {
        try (Bench bench = Bench.with(engines)) {
            var plug = bench.plug(0);
            var answer = bench.submit(7);
            bench.ticker.advance(Duration.ofMillis(3));
            engines.duringRun(() -> bench.ticker.advance(Duration.ofMillis(2)));
            engines.resume();

            assertThat(Bench.numberOf(plug)).isZero();
            assertThat(answer.join()).isInstanceOfSatisfying(Answered.class, answered -> {
                assertThat(answered.id()).isEqualTo("image-7");
                assertThat(answered.engine()).isEqualTo(FakeEngines.METADATA);
                assertThat(answered.scores().map())
                        .containsExactly(FakeEngines.answer(7).map());
                assertThat(answered.batchSize()).isOne();
                assertThat(answered.queue()).isEqualTo(Duration.ofMillis(5));
                assertThat(answered.infer()).isEqualTo(Duration.ofMillis(2));
            });
        }
    }

    @Test
    void aLoneImageRunsAtOnceThoughTheDelayWouldAllowWaiting() {
        BatchPolicy slow = new BatchPolicy(4, List.of(), Duration.ofHours(1), TimeoutAction.REJECT, 16, 1 << 20, 3);
        InstanceSettings settings =
                new InstanceSettings("fake", 1, slow, Bench.RECOVERY, Duration.ofSeconds(10), Duration.ofSeconds(8));
        try (Bench bench = Bench.with(engines, settings)) {
            // The clock stands still, so nothing that waits for it would ever end.
            assertThat(Bench.numberOf(bench.submit(1))).isEqualTo(1);
        }
    }

    @Test
    void thePatientInTheChairGoesFirstAndEachLevelIsServedInOrder() {
        try (Bench bench = Bench.with(engines)) {
            bench.plug(0);
            List<CompletableFuture<InferenceAnswer>> answers = new ArrayList<>();
            for (int i = 1; i <= 9; i++) {
                Priority priority = PRIORITIES.get(2 - (i - 1) % 3);
                answers.add(bench.submit(Bench.request(i, priority)));
            }
            engines.resume();
            answers.forEach(CompletableFuture::join);

            assertThat(engines.batches().stream().flatMap(List::stream)).containsExactly(0, 3, 6, 9, 2, 5, 8, 1, 4, 7);
        }
    }

    @Test
    void aFullQueueRefusesAtOnceAndSaysWhenToComeBack() {
        try (Bench bench = Bench.with(engines)) {
            engines.duringRun(() -> bench.ticker.advance(Duration.ofMillis(4)));
            for (int i = 0; i < 6; i++) {
                bench.submit(i).join();
            }
            bench.plug(6);
            for (int i = 0; i < 16; i++) {
                bench.submit(10 + i);
            }

            Admission refused = bench.group.submit(Bench.request(99));

            // 16 images of 4 ms each wait for one engine.
            assertThat(refused).isEqualTo(new Refused(Reason.QUEUE_FULL, Duration.ofMillis(64)));
            assertThat(bench.metrics.refused).hasValue(1);
        }
    }

    @Test
    void aTensorOfAnotherSizeIsOurBugAndNamed() {
        try (Bench bench = Bench.with(engines)) {
            InferenceRequest odd =
                    new InferenceRequest("odd", FloatBuffer.allocate(3), Priority.LIVE, Optional.empty());

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> bench.group.submit(odd))
                    .withMessage("tensor of odd must hold 4 floats, has 3");
        }
    }

    @Test
    void aRequestChecksItself() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bench.request(1, Duration.ZERO))
                .withMessage("timeout must be positive, was PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InferenceRequest(
                        "late start", FakeEngines.tensor(1).position(1), Priority.LIVE, Optional.empty()))
                .withMessage("tensor must start at position 0, was 1");
    }

    @Test
    void anImageWhoseDeadlinePassesIsAnsweredThenAndNotWhenAnEngineIsFree() {
        try (Bench bench = Bench.with(engines)) {
            bench.plug(0);
            var answer = bench.submit(Bench.request(1, Duration.ofMillis(10)));
            bench.ticker.advance(Duration.ofMillis(9));
            assertThat(answer).isNotDone();

            bench.ticker.advance(Duration.ofMillis(1));

            assertThat(answer.join()).isEqualTo(new Expired("image-1", Duration.ofMillis(10)));
            assertThat(bench.metrics.expired).hasValue(1);
        }
        assertThat(engines.batches()).containsExactly(List.of(0));
    }

    @Test
    void underDelayALateImageIsServedAfterThoseInTime() {
        BatchPolicy delaying = new BatchPolicy(1, List.of(), Duration.ZERO, TimeoutAction.DELAY, 16, 1 << 20, 3);
        InstanceSettings settings = new InstanceSettings(
                "fake", 1, delaying, Bench.RECOVERY, Duration.ofSeconds(10), Duration.ofSeconds(8));
        try (Bench bench = Bench.with(engines, settings)) {
            bench.plug(0);
            var late = bench.submit(Bench.request(1, Duration.ofMillis(10)));
            var inTime = bench.submit(2);
            bench.ticker.advance(Duration.ofMillis(10));
            engines.resume();

            assertThat(Bench.numberOf(late)).isEqualTo(1);
            assertThat(Bench.numberOf(inTime)).isEqualTo(2);
            assertThat(engines.batches()).containsExactly(List.of(0), List.of(2), List.of(1));
        }
    }

    @Test
    void aCancelledImageLeavesTheQueueAndNeverRuns() {
        try (Bench bench = Bench.with(engines)) {
            bench.plug(0);
            var answer = bench.submit(1);

            assertThat(answer.cancel(false)).isTrue();

            assertThat(bench.group.queue().waitingTotal()).isZero();
            assertThat(bench.metrics.cancelled).hasValue(1);
        }
        assertThat(engines.batches()).containsExactly(List.of(0));
    }

    @Test
    void cancellingWhatRunsDropsItsAnswerOnly() {
        try (Bench bench = Bench.with(engines)) {
            bench.plug(0);
            var one = bench.submit(1);
            var two = bench.submit(2);
            engines.duringRun(() -> one.cancel(false));
            engines.resume();

            assertThat(Bench.numberOf(two)).isEqualTo(2);
            assertThat(one).isCancelled();
            assertThat(bench.metrics.cancelled).hasValue(1);
            assertThat(bench.metrics.answered).hasValue(2);
        }
    }

    @Test
    void aCallersOwnTimeoutWithdrawsTheImage() {
        try (Bench bench = Bench.with(engines)) {
            bench.plug(0);
            var answer = bench.submit(1);

            answer.completeExceptionally(new IllegalStateException("the caller has gone"));

            assertThat(bench.group.queue().waitingTotal()).isZero();
            assertThat(bench.metrics.cancelled).hasValue(1);
        }
        assertThat(engines.batches()).containsExactly(List.of(0));
    }

    @Test
    void anAnswerOnceGivenCannotBeCancelled() {
        try (Bench bench = Bench.with(engines)) {
            var answer = bench.submit(1);
            answer.join();

            assertThat(answer.cancel(false)).isFalse();
            assertThat(Bench.numberOf(answer)).isEqualTo(1);
            assertThat(bench.metrics.cancelled).hasValue(0);
        }
    }

    @Test
    void theQueueTellsItsState() {
        try (Bench bench = Bench.with(engines)) {
            bench.plug(0);
            bench.submit(Bench.request(1, Priority.BACKLOG));
            bench.submit(Bench.request(2, Priority.BACKLOG));
            bench.submit(Bench.request(3, Priority.STATELESS));

            QueueState state = bench.group.queue();

            assertThat(state.waiting()).isEqualTo(Map.of(Priority.LIVE, 0, Priority.BACKLOG, 2, Priority.STATELESS, 1));
            assertThat(state.bytes()).isEqualTo(3 * 16);
            assertThat(state.inFlight()).isOne();
            assertThat(state.serving()).isOne();
            assertThat(state.abandoned()).isZero();
        }
    }

    @Test
    void callersOnManyThreadsEachGetTheirOwnAnswer() throws Exception {
        try (Bench bench = Bench.with(engines, Bench.settings(3, Bench.RECOVERY))) {
            List<Thread> callers = new ArrayList<>();
            List<Throwable> wrong = new ArrayList<>();
            for (int caller = 0; caller < 8; caller++) {
                int first = caller * 1_000;
                callers.add(Thread.ofVirtual().start(() -> {
                    for (int i = first; i < first + 200; i++) {
                        if (Bench.numberOf(bench.submit(i)) != i) {
                            synchronized (wrong) {
                                wrong.add(new AssertionError("another's answer for " + i));
                            }
                        }
                    }
                }));
            }
            for (Thread caller : callers) {
                caller.join();
            }

            assertThat(wrong).isEmpty();
            assertThat(bench.metrics.answered).hasValue(1_600);
            assertThat(bench.metrics.imagesRan).hasValue(1_600);
        }
    }
}
