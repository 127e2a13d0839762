package dev.fovea.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BatchTimingTest {
    @Test
    void aLineIsFoundExactly() {
        BatchTiming timing = lineOf(3_000_000, 500_000, 1, 2, 3, 4, 5, 6, 7, 8);

        assertThat(timing.known()).isTrue();
        assertThat(timing.perItemNanos()).isCloseTo(500_000, within(1.0));
        assertThat(timing.fixedNanos()).isCloseTo(3_000_000, within(1.0));
    }

    @Test
    void theFirstTwoBatchesRunColdAndDoNotCount() {
        BatchTiming cold = BatchTiming.UNKNOWN.after(1, Duration.ofSeconds(9)).after(8, Duration.ofSeconds(9));

        assertThat(cold.perImage()).isZero();
        assertThat(cold.after(2, Duration.ofMillis(4)).perImage()).isEqualTo(Duration.ofMillis(2));
    }

    @Test
    void batchesOfOneSizeDoNotTellTheLaunchFromTheImage() {
        BatchTiming timing = lineOf(3_000_000, 500_000, 4, 4, 4, 4, 4, 4, 4, 4);

        assertThat(timing.known()).isFalse();
        assertThat(timing.perImage()).isEqualTo(Duration.ofNanos(1_250_000));
    }

    @Test
    void aLineIsKeptWhileBatchesAreAllAlike() {
        BatchTiming timing = lineOf(3_000_000, 500_000, 1, 2, 3, 4, 5, 6, 7, 8);
        for (int i = 0; i < 60; i++) {
            timing = timing.after(8, Duration.ofMillis(7));
        }

        assertThat(timing.fixedNanos()).isCloseTo(3_000_000, within(1.0));
        assertThat(timing.perImage()).isEqualTo(Duration.ofNanos(875_000));
    }

    @Test
    void nearlyEqualSizesAreNotTrustedFarOutside() {
        assertThat(lineOf(0, 1_000, 8, 8, 7, 8, 8, 7, 8, 8).known()).isFalse();
        assertThat(lineOf(0, 1_000, 8, 8, 4, 8, 2, 1, 8, 8).known()).isTrue();
    }

    @Test
    void batchesThatGrowDearerPerImageMeanThatCompanySavesNothing() {
        BatchTiming timing = warm();
        for (int size : new int[] {1, 2, 4, 8, 1, 2, 4, 8}) {
            timing = timing.after(size, Duration.ofNanos(1_000L * size * size));
        }

        assertThat(timing.fixedNanos()).isZero();
        assertThat(timing.perItemNanos()).isPositive();
    }

    @Test
    void onlyTheLastFiftyCount() {
        BatchTiming timing = lineOf(9_000_000, 9_000_000, 1, 2, 3, 4, 5, 6, 7, 8);
        for (int i = 0; i < 50; i++) {
            int size = 1 + i % 8;
            timing = timing.after(size, Duration.ofNanos(2_000 + 1_000L * size));
        }

        assertThat(timing.perItemNanos()).isCloseTo(1_000, within(1.0));
        assertThat(timing.fixedNanos()).isCloseTo(2_000, within(1.0));
    }

    @Test
    void noiseOfATenthLeavesALargeLaunchCostVisible() {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            BatchTiming timing = warm();
            for (int i = 0; i < 50; i++) {
                int size = 1 + random.nextInt(8);
                double nanos = (10_000_000 + 1_000_000.0 * size) * (1 + 0.1 * random.nextGaussian());
                timing = timing.after(size, Duration.ofNanos((long) nanos));
            }

            assertThat(timing.fixedNanos()).as("seed %d", seed).isBetween(7_000_000.0, 13_000_000.0);
        }
    }

    private static BatchTiming lineOf(long fixedNanos, long perItemNanos, int... sizes) {
        BatchTiming timing = warm();
        for (int size : sizes) {
            timing = timing.after(size, Duration.ofNanos(fixedNanos + perItemNanos * size));
        }
        return timing;
    }

    private static BatchTiming warm() {
        return BatchTiming.UNKNOWN.after(1, Duration.ZERO).after(1, Duration.ZERO);
    }
}
