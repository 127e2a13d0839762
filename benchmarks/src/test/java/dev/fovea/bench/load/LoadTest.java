package dev.fovea.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.bench.client.Call;
import dev.fovea.bench.client.FakeServer;
import dev.fovea.bench.client.Reply;
import dev.fovea.bench.measure.Percentiles;
import dev.fovea.bench.measure.Stability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LoadTest {
    private static final Duration WAIT = Duration.ofSeconds(10);

    @Test
    void concurrencyIsNeverExceededAndAlwaysReached() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Semaphore arrived = new Semaphore(0);
        Semaphore leave = new Semaphore(0);
        FakeServer.Script script = _ -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            arrived.release();
            leave.acquireUninterruptibly();
            inside.decrementAndGet();
            return FakeServer.answer(201, "{}");
        };
        try (FakeServer server = new FakeServer(script);
                Load load = Load.start(server.url(), new Arrivals.Concurrency(4), _ -> Call.get("/"), WAIT)) {
            arrived.acquireUninterruptibly(4);
            leave.release(20);
            arrived.acquireUninterruptibly(20);

            assertThat(most).hasValue(4);
            leave.release(1_000_000);
            assertThat(load.stop()).hasSizeGreaterThanOrEqualTo(20).allMatch(shot -> shot.status() == 201);
        }
    }

    @Test
    void aRequestThatLeavesLateCountsFromWhenItWasDue() {
        long due = System.nanoTime() - TimeUnit.SECONDS.toNanos(60);
        Arrivals rate = new Arrivals.Rate(0.1, Arrivals.Spacing.CONSTANT, 0, 1);
        Semaphore served = new Semaphore(0);
        FakeServer.Script script = _ -> {
            served.release();
            return FakeServer.answer(201, "{}");
        };
        List<Shot> shots = new ArrayList<>();
        try (FakeServer server = new FakeServer(script);
                Load load = Load.start(server.url(), rate, _ -> Call.get("/"), WAIT, due)) {
            served.acquireUninterruptibly(3);
            shots.addAll(load.stop());
        }

        Shot first = shots.getFirst();
        assertThat(first.nanos()).isGreaterThan(TimeUnit.SECONDS.toNanos(60));
        assertThat(first.endNanos() - first.sentNanos()).isLessThan(TimeUnit.SECONDS.toNanos(20));
        // One that falls due while the load runs may leave in time: only the overdue ones are surely late.
        long overdue = shots.stream()
                .filter(shot -> shot.lateNanos() > TimeUnit.SECONDS.toNanos(1))
                .count();
        assertThat(overdue).isGreaterThanOrEqualTo(3);
        assertThat((long) LoadSummary.of(shots, 1).delayed()).isBetween(overdue, (long) shots.size());
    }

    @Test
    void refusalsAndHangUpsAreCountedApartFromAnswers() {
        AtomicInteger count = new AtomicInteger();
        Semaphore served = new Semaphore(0);
        FakeServer.Script script = _ -> {
            served.release();
            return switch (count.getAndIncrement() % 3) {
                case 0 -> FakeServer.answer(201, "{}");
                case 1 -> FakeServer.answer(503, "full");
                default -> "";
            };
        };
        try (FakeServer server = new FakeServer(script);
                Load load = Load.start(server.url(), new Arrivals.Concurrency(1), _ -> Call.get("/"), WAIT)) {
            served.acquireUninterruptibly(30);
            List<Shot> shots = load.stop();
            LoadSummary summary = LoadSummary.of(shots, 2);
            assertThat(summary.answered()).isBetween(10, 11);
            assertThat(summary.refused()).isBetween(10, 11);
            assertThat(summary.failed()).isBetween(9, 11);
            assertThat(summary.answered() + summary.refused() + summary.failed())
                    .isEqualTo(shots.size());
            assertThat(summary.throughput()).isEqualTo(summary.answered() / 2.0);
        }
    }

    @Test
    void theDaemonsStageTimesAreGathered() {
        byte[] body = "{\"result\":{\"timesMs\":{\"decode\":12.5,\"infer\":4}}}"
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Shot shot = new Shot(0, 0, 1_000_000, Optional.of(new Reply(201, Map.of(), body)), Optional.empty());

        LoadSummary summary = LoadSummary.of(List.of(shot, shot), 1);

        assertThat(summary.stages())
                .containsEntry("decode", Percentiles.ofMillis(new double[] {12.5, 12.5}))
                .containsEntry("infer", Percentiles.ofMillis(new double[] {4, 4}));
        assertThat(summary.latency().p99()).isEqualTo(1);
    }

    @Test
    void aRunEndsWhenItsWindowsAgree() {
        LoadRun run = new LoadRun(Duration.ofMillis(40), Duration.ZERO, 50, new Stability(3, 1e9), WAIT);
        try (FakeServer server = new FakeServer(_ -> FakeServer.answer(201, "{}"))) {
            LoadRun.Outcome outcome = run.run(server.url(), new Arrivals.Concurrency(2), _ -> Call.get("/"), _ -> {});

            assertThat(outcome.stable()).isTrue();
            assertThat(outcome.windows()).hasSizeBetween(3, 49);
            assertThat(outcome.last().answered()).isPositive();
        }
    }

    @Test
    void aRunThatNeverAgreesEndsAndSaysSo() {
        LoadRun run = new LoadRun(Duration.ofMillis(20), Duration.ZERO, 4, Stability.DEFAULT, WAIT);
        try (FakeServer server = new FakeServer(_ -> FakeServer.answer(503, "full"))) {
            LoadRun.Outcome outcome = run.run(server.url(), new Arrivals.Concurrency(1), _ -> Call.get("/"), _ -> {});

            assertThat(outcome.stable()).isFalse();
            assertThat(outcome.windows()).hasSize(4);
            assertThat(outcome.whole().answered()).isZero();
        }
    }
}
