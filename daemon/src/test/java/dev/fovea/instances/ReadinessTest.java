package dev.fovea.instances;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.engine.GoldenTensor;
import dev.fovea.instances.Readiness.NotReady;
import dev.fovea.instances.Readiness.Ready;
import dev.fovea.scheduler.ManualTicker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// `ready` follows a known image through the live queue and engines.
@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
@SuppressWarnings("FutureReturnValueIgnored") // Some requests are sent only to keep engines busy.
class ReadinessTest {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final FakeEngines engines = new FakeEngines();

    @Test
    void aGroupIsReadyWhenItHasStarted() {
        try (Bench bench = Bench.with(engines, Bench.settings(2, Bench.RECOVERY))) {
            assertThat(bench.group.readiness()).isEqualTo(new Ready());
            assertThat(bench.group.queue().serving()).isEqualTo(2);
        }
    }

    @Test
    void everyEngineProvesItselfPeriodically() {
        try (Bench bench = Bench.with(engines, Bench.settings(3, Bench.RECOVERY))) {
            for (int round = 1; round <= 4; round++) {
                int passed = 3 * round;
                bench.ticker.advance(TEN_SECONDS);
                Bench.await(() -> bench.metrics.selfTestsPassed.get() == passed);
            }
            assertThat(bench.group.readiness()).isEqualTo(new Ready());
            assertThat(bench.metrics.accepted).hasValue(0);
        }
    }

    @Test
    void anEngineThatAnswersWronglyIsNotReadyUntilItIsRebuilt() {
        try (Bench bench = Bench.with(engines)) {
            engines.answerWronglyForEver();
            bench.ticker.advance(TEN_SECONDS);
            bench.awaitNotReady();

            assertThat(bench.group.readiness())
                    .isInstanceOfSatisfying(
                            NotReady.class, not -> assertThat(not.reason()).startsWith("golden input known"));
            Bench.await(() -> bench.metrics.selfTestsFailed.get() == 1);

            engines.answerWell();
            bench.advanceUntil(
                    Duration.ofMillis(100), () -> bench.group.readiness().equals(new Ready()));
            assertThat(engines.renewals()).isPositive();
        }
    }

    @Test
    void rebuildingFromAFreshNetworkIsEnoughToBeReadyAgain() {
        try (Bench bench = Bench.with(engines)) {
            engines.answerWrongly();
            bench.ticker.advance(TEN_SECONDS);
            Bench.await(() -> bench.metrics.rebuilt.get() == 1);

            assertThat(bench.group.readiness()).isEqualTo(new Ready());
            assertThat(Bench.numberOf(bench.submit(1))).isEqualTo(1);
        }
    }

    @Test
    void whatAWrongEngineWasRunningRunsAgainOnARebuiltOne() {
        InstanceSettings two = Bench.settings(2, Bench.withBatchTimeMax(Duration.ofMinutes(1)));
        try (Bench bench = Bench.with(engines, two)) {
            var answer = bench.plug(1);
            engines.answerWrongly();
            bench.ticker.advance(TEN_SECONDS);
            Bench.await(() -> bench.metrics.selfTestsFailed.get() == 1);

            engines.resume();

            assertThat(Bench.numberOf(answer)).isEqualTo(1);
            assertThat(engines.batches()).containsExactly(List.of(1), List.of(1));
            assertThat(bench.metrics.poisoned).hasValue(0);
            assertThat(bench.metrics.batchesFailed).hasValue(0);
        }
    }

    @Test
    void overloadCannotStarveTheKnownImage() {
        try (Bench bench = Bench.with(engines, Bench.PATIENT)) {
            AtomicInteger next = new AtomicInteger();
            List<Integer> waiting = new CopyOnWriteArrayList<>();
            bench.plug(next.incrementAndGet());
            engines.duringRun(() -> {
                // Each batch brings more than it takes, for as long as no known image came through.
                while (bench.metrics.selfTestsPassed.get() == 0
                        && bench.group.queue().waitingTotal() < 10) {
                    bench.submit(next.incrementAndGet());
                }
                waiting.add(bench.group.queue().waitingTotal());
            });
            bench.ticker.advance(TEN_SECONDS);
            engines.resume();

            Bench.await(() -> bench.metrics.selfTestsPassed.get() == 1);
            assertThat(waiting.getFirst()).isEqualTo(10);
        }
    }

    @Test
    void aKnownImageThatHangsTakesReadinessAway() {
        try (Bench bench = Bench.with(engines)) {
            engines.on(FakeEngines.GOLDEN, Trick.HANG, 1);
            bench.ticker.advance(TEN_SECONDS);
            engines.awaitHanging(1);
            engines.failOpening(1);
            bench.ticker.advance(Duration.ofSeconds(5));
            bench.awaitNotReady();

            bench.advanceUntil(
                    Duration.ofMillis(100), () -> bench.group.readiness().equals(new Ready()));
            assertThat(bench.metrics.selfTestsFailed).hasValue(1);
        }
    }

    @Test
    void anEngineThreadThatIsStuckOutsideItsEngineIsNoticed() {
        CountDownLatch stuck = new CountDownLatch(1);
        try (Bench bench = Bench.with(engines)) {
            bench.plug(1).thenRun(() -> awaitQuietly(stuck));
            engines.resume();
            Bench.await(() -> bench.metrics.answered.get() == 1);

            bench.ticker.advance(Duration.ofSeconds(21));

            assertThat(bench.group.readiness())
                    .isEqualTo(new NotReady("engine 0 has not answered a known image for 21 s"));
            stuck.countDown();
            bench.awaitReady();
        }
    }

    @Test
    void theKnownImagesTakeTurns() {
        ManualTicker ticker = new ManualTicker();
        TallyMetrics metrics = new TallyMetrics();
        List<GoldenTensor> goldens = List.of(FakeEngines.golden(), named("second"));
        try (InstanceGroup group = InstanceGroup.start(engines, goldens, Bench.SETTINGS, ticker, metrics)) {
            ticker.onAdvance(group::wake);
            ticker.advance(TEN_SECONDS);
            Bench.await(() -> metrics.selfTestsPassed.get() == 1);

            engines.answerWronglyForEver();
            ticker.advance(TEN_SECONDS);
            Bench.await(() -> !metrics.selfTestFaults.isEmpty());

            assertThat(group.readiness()).isInstanceOf(NotReady.class);
            assertThat(metrics.selfTestFaults).first().asString().startsWith("golden input second");
        }
    }

    @Test
    void withoutKnownImagesReadinessFollowsWhetherEnginesAreOpen() {
        ManualTicker ticker = new ManualTicker();
        try (InstanceGroup group =
                InstanceGroup.start(engines, List.of(), Bench.SETTINGS, ticker, InstanceMetrics.NONE)) {
            ticker.onAdvance(group::wake);
            ticker.advance(Duration.ofDays(1));

            assertThat(group.readiness()).isEqualTo(new Ready());
        }
    }

    private static GoldenTensor named(String name) {
        GoldenTensor golden = FakeEngines.golden();
        return new GoldenTensor(name, golden.image(), golden.expected(), golden.tolerance());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
