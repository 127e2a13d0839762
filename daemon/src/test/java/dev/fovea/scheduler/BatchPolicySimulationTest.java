package dev.fovea.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.scheduler.BatchDecision.Idle;
import dev.fovea.scheduler.BatchDecision.Run;
import dev.fovea.scheduler.BatchDecision.Wait;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What the policy's formulas are worth: engines simulated event by event, compared with running whatever waits.
class BatchPolicySimulationTest {
    private static final int SIZE_MAX = 8;
    private static final int IMAGES = 8_000;
    private static final long MILLI = 1_000_000;
    private static final double[] LOADS = {0.3, 0.6, 0.8, 0.95};

    @Test
    void whereCompanySavesNothingImagesAreAnsweredSooner() {
        for (int engines : new int[] {1, 2}) {
            for (double load : LOADS) {
                double ratio =
                        meanLatency(learning(20), engines, 0.01, load) / meanLatency(greedy(), engines, 0.01, load);

                assertThat(ratio).as("%d engines, load %.2f", engines, load).isLessThan(0.98);
            }
        }
    }

    @Test
    void underSteadyLoadLittleIsLostWhateverALaunchCosts() {
        for (int engines : new int[] {1, 2}) {
            for (double launch : new double[] {0.05, 0.2, 1, 5, 10, 30}) {
                for (double load : LOADS) {
                    double ratio = meanLatency(learning(20), engines, launch, load)
                            / meanLatency(greedy(), engines, launch, load);

                    assertThat(ratio)
                            .as("%d engines, launch %.2f, load %.2f", engines, launch, load)
                            .isLessThan(1.08);
                }
            }
        }
    }

    @Test
    void holdingPaysForTwoEnginesWithADearLaunch() {
        for (double launch : new double[] {20, 30}) {
            for (double load : new double[] {0.6, 0.8}) {
                double ratio = meanLatency(learning(20), 2, launch, load) / meanLatency(learning(0), 2, launch, load);

                assertThat(ratio).as("launch %.2f, load %.2f", launch, load).isLessThan(0.98);
            }
        }
    }

    private interface Decider {
        BatchDecision decide(Waiting waiting, BatchTiming timing);
    }

    private static Decider greedy() {
        return (waiting, _) -> waiting.count() == 0 ? new Idle() : new Run(Math.min(waiting.count(), SIZE_MAX));
    }

    private static Decider learning(int delayMaxMillis) {
        return new BatchPolicy(
                        SIZE_MAX,
                        List.of(),
                        Duration.ofMillis(delayMaxMillis),
                        TimeoutAction.REJECT,
                        IMAGES,
                        Long.MAX_VALUE,
                        1)::decide;
    }

    /// Mean time from arrival to answer, where an image costs one millisecond and a launch so many.
    private static double meanLatency(Decider decider, int engines, double launch, double load) {
        Random random = new Random(1);
        double perMilli = load * engines * SIZE_MAX / (SIZE_MAX + launch);
        Simulation simulation = new Simulation(engines, launch);
        double arrival = 0;
        for (int i = 0; i < IMAGES; i++) {
            arrival -= Math.log(1 - random.nextDouble()) / perMilli;
            simulation.arrivals.add((long) (arrival * MILLI));
        }
        return simulation.run(decider);
    }

    private static final class Simulation {
        private final double launch;
        private final long[] free;
        private final Deque<Long> arrivals = new ArrayDeque<>();
        private final Deque<Long> waiting = new ArrayDeque<>();
        private final Arrivals seen = new Arrivals();
        private BatchTiming timing = BatchTiming.UNKNOWN;
        private double latency;

        Simulation(int engines, double launch) {
            this.free = new long[engines];
            this.launch = launch;
        }

        double run(Decider decider) {
            while (!arrivals.isEmpty() || !waiting.isEmpty()) {
                int engine = IntStream.range(0, free.length)
                        .reduce((one, other) -> free[one] <= free[other] ? one : other)
                        .orElseThrow();
                long now = free[engine];
                arriveUntil(now);
                switch (decider.decide(look(engine, now), timing)) {
                    case Idle() -> free[engine] = next();
                    case Wait(Duration left) -> free[engine] = Math.min(now + left.toNanos(), next());
                    case Run(int count) -> run(engine, count);
                }
            }
            return latency / IMAGES / MILLI;
        }

        private void arriveUntil(long now) {
            while (next() <= now) {
                seen.saw(next());
                waiting.add(arrivals.removeFirst());
            }
        }

        private long next() {
            return arrivals.isEmpty() ? Long.MAX_VALUE : arrivals.peekFirst();
        }

        private Waiting look(int engine, long now) {
            long oldest = waiting.isEmpty() ? now : waiting.peekFirst();
            int idle = (int) IntStream.range(0, free.length)
                    .filter(other -> other != engine && free[other] <= now)
                    .count();
            return new Waiting(
                    waiting.size(),
                    Duration.ofNanos(now - oldest),
                    Duration.ofNanos(seen.newestAgeNanos(now)),
                    seen.interval(),
                    idle);
        }

        private void run(int engine, int count) {
            long took = (long) (MILLI * (count + launch));
            free[engine] += took;
            timing = timing.after(count, Duration.ofNanos(took));
            for (int i = 0; i < count; i++) {
                latency += free[engine] - waiting.removeFirst();
            }
        }
    }
}
