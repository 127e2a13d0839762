package dev.fovea.scheduler;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fovea.scheduler.BatchDecision.Idle;
import dev.fovea.scheduler.BatchDecision.Run;
import dev.fovea.scheduler.BatchDecision.Wait;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchPolicyTest {
    /// A launch costs 10 ms, an image 1 ms: a GPU.
    private static final BatchTiming LAUNCH_DEAR = timing(10, 1);

    /// A launch costs nothing, an image 3 ms: a CPU with one thread.
    private static final BatchTiming LAUNCH_FREE = timing(0, 3);

    private static final Duration BUSY = Duration.ofNanos(200_000);
    private static final Duration SELDOM = Duration.ofSeconds(1);

    private final BatchPolicy policy = policy(8, List.of());

    @Test
    void anEmptyQueueIsIdle() {
        assertThat(policy.decide(new Waiting(0, ZERO, ZERO, BUSY, 0), LAUNCH_DEAR))
                .isEqualTo(new Idle());
    }

    @Test
    void aLoneImageNeverWaits() {
        assertThat(policy.decide(arrived(1, BUSY), LAUNCH_DEAR)).isEqualTo(new Run(1));
        assertThat(policy.decide(arrived(1, BUSY), LAUNCH_FREE)).isEqualTo(new Run(1));
        assertThat(policy.decide(arrived(1, BUSY), BatchTiming.UNKNOWN)).isEqualTo(new Run(1));
    }

    @Test
    void underLoadTheEngineIsHeldForAsLongAsOneMoreImageIsWorth() {
        // n = 3: (b - a·n)/(n + 1) = (10 - 3)/4 ms.
        assertThat(policy.decide(arrived(3, BUSY), LAUNCH_DEAR)).isEqualTo(new Wait(Duration.ofNanos(1_750_000)));
    }

    @Test
    void theHoldEndsWhenTheNewestHasWaitedThatLong() {
        Waiting half = new Waiting(3, ofMillis(3), ofMillis(1), BUSY, 0);
        Waiting over = new Waiting(3, ofMillis(4), ofMillis(2), BUSY, 0);

        assertThat(policy.decide(half, LAUNCH_DEAR)).isEqualTo(new Wait(Duration.ofNanos(750_000)));
        assertThat(policy.decide(over, LAUNCH_DEAR)).isEqualTo(new Run(3));
    }

    @Test
    void noImageIsHeldLongerThanTheDelayMax() {
        Waiting nearly = new Waiting(3, ofMillis(19), ZERO, BUSY, 0);
        Waiting due = new Waiting(3, ofMillis(20), ZERO, BUSY, 0);

        assertThat(policy.decide(nearly, LAUNCH_DEAR)).isEqualTo(new Wait(ofMillis(1)));
        assertThat(policy.decide(due, LAUNCH_DEAR)).isEqualTo(new Run(3));
    }

    @Test
    void nobodyWaitsForCompanyThatComesTooSeldom() {
        assertThat(policy.decide(arrived(3, SELDOM), LAUNCH_DEAR)).isEqualTo(new Run(3));
        assertThat(policy.decide(arrived(3, Duration.ofNanos(1_750_000)), LAUNCH_DEAR))
                .isEqualTo(new Run(3));
    }

    @Test
    void nobodyWaitsWhereCompanySavesNothing() {
        for (int waiting = 1; waiting <= 64; waiting++) {
            assertThat(policy.decide(arrived(waiting, BUSY), LAUNCH_FREE)).isEqualTo(new Run(1));
        }
    }

    @Test
    void nobodyWaitsBeforeTheTimingIsKnown() {
        assertThat(policy.decide(arrived(3, BUSY), BatchTiming.UNKNOWN)).isEqualTo(new Run(3));
    }

    @Test
    void theSmallestBatchIsChosenThatKeepsTheThroughputOfTheLargest() {
        for (int most = 1; most <= 8; most++) {
            for (double fixed : new double[] {0, 0.01, 0.05, 0.2, 1, 5, 50}) {
                BatchTiming timing = timing(fixed, 1);
                int chosen = ((Run) policy.decide(arrived(most, SELDOM), timing)).count();
                double best = 1 + fixed / most;

                assertThat(1 + fixed / chosen).isLessThanOrEqualTo(1.01 * best + 1e-6);
                if (chosen > 1) {
                    assertThat(1 + fixed / (chosen - 1)).isGreaterThan(1.01 * best - 1e-6);
                }
            }
        }
    }

    @Test
    void aFullBatchRunsAtOnceAndNeverExceedsTheEngine() {
        assertThat(policy.decide(arrived(8, BUSY), LAUNCH_DEAR)).isEqualTo(new Run(8));
        assertThat(policy.decide(arrived(60, BUSY), LAUNCH_DEAR)).isEqualTo(new Run(8));
        assertThat(policy.decide(arrived(60, BUSY), BatchTiming.UNKNOWN)).isEqualTo(new Run(8));
    }

    @Test
    void idleEnginesShareWhatWaitsAndNobodyIsHeld() {
        assertThat(policy.decide(new Waiting(4, ZERO, ZERO, BUSY, 1), LAUNCH_DEAR))
                .isEqualTo(new Run(2));
        assertThat(policy.decide(new Waiting(5, ZERO, ZERO, BUSY, 1), LAUNCH_DEAR))
                .isEqualTo(new Run(3));
        assertThat(policy.decide(new Waiting(2, ZERO, ZERO, BUSY, 3), LAUNCH_DEAR))
                .isEqualTo(new Run(1));
    }

    @Test
    void batchesAreCutToAPreferredSize() {
        BatchPolicy preferring = policy(8, List.of(4, 8));

        assertThat(preferring.decide(arrived(7, SELDOM), LAUNCH_DEAR)).isEqualTo(new Run(4));
        assertThat(preferring.decide(arrived(9, SELDOM), LAUNCH_DEAR)).isEqualTo(new Run(8));
        assertThat(preferring.decide(arrived(3, SELDOM), LAUNCH_DEAR)).isEqualTo(new Run(3));
    }

    @Test
    void aPreferredSizeRunsAsSoonAsItIsFormed() {
        assertThat(policy(8, List.of(2, 8)).decide(arrived(2, BUSY), LAUNCH_DEAR))
                .isEqualTo(new Run(2));
        assertThat(policy(8, List.of(8)).decide(arrived(2, BUSY), LAUNCH_DEAR)).isInstanceOf(Wait.class);
    }

    @Test
    void anUnknownEngineIsTriedWithSeveralSizes() {
        BatchTiming timing = timing(10, 1, 8);
        assertThat(policy.decide(arrived(64, BUSY), timing)).isEqualTo(new Run(4));

        timing = timing.after(4, ofMillis(14));
        assertThat(policy.decide(arrived(64, BUSY), timing)).isEqualTo(new Run(2));

        timing = timing.after(2, ofMillis(12)).after(1, ofMillis(11));
        assertThat(policy.decide(arrived(64, BUSY), timing)).isEqualTo(new Run(8));
    }

    @Test
    void aPolicyShrinksToItsEngine() {
        BatchPolicy small = policy(8, List.of(2, 4, 8)).within(4);

        assertThat(small.sizeMax()).isEqualTo(4);
        assertThat(small.sizesPreferred()).containsExactly(2, 4);
        assertThat(policy.within(100)).isEqualTo(policy);
    }

    @Test
    void badSettingsAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy(0, List.of()))
                .withMessage("batch.size-max must be at least 1, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy(8, List.of(4, 2)))
                .withMessage("batch.sizes-preferred must ascend from 1 to at most 8, was [4, 2]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy(8, List.of(9)))
                .withMessage("batch.sizes-preferred must ascend from 1 to at most 8, was [9]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BatchPolicy(8, List.of(), ZERO, TimeoutAction.REJECT, 7, 1, 1))
                .withMessage("batch.items-max must hold one full batch of 8, was 7");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BatchPolicy(1, List.of(), ofMillis(-1), TimeoutAction.REJECT, 7, 1, 1))
                .withMessage("batch.delay-max must not be negative, was PT-0.001S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BatchPolicy(1, List.of(), ZERO, TimeoutAction.REJECT, 7, 0, 1))
                .withMessage("batch.bytes-max must be at least 1, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BatchPolicy(1, List.of(), ZERO, TimeoutAction.REJECT, 7, 1, 0))
                .withMessage("batch.levels must be at least 1, was 0");
    }

    private static Waiting arrived(int count, Duration interval) {
        return new Waiting(count, ZERO, ZERO, interval, 0);
    }

    private static BatchPolicy policy(int sizeMax, List<Integer> preferred) {
        return new BatchPolicy(sizeMax, preferred, ofMillis(20), TimeoutAction.REJECT, 64, 1 << 20, 3);
    }

    private static BatchTiming timing(double fixedMillis, double perItemMillis) {
        return timing(fixedMillis, perItemMillis, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    private static BatchTiming timing(double fixedMillis, double perItemMillis, int... sizes) {
        BatchTiming timing = BatchTiming.UNKNOWN.after(1, ZERO).after(1, ZERO);
        for (int size : sizes) {
            timing = timing.after(size, Duration.ofNanos((long) (1e6 * (fixedMillis + perItemMillis * size))));
        }
        return timing;
    }
}
