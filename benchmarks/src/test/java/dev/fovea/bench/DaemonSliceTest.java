package dev.fovea.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.bench.load.Shot;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A rate is what ended within a span, whenever it was sent.
class DaemonSliceTest {
    private static final long SECOND = 1_000_000_000;

    private static Shot ended(double second) {
        long end = Math.round(second * SECOND);
        return new Shot(0, 0, end, Optional.empty(), Optional.empty());
    }

    @Test
    void onlyWhatEndedWithinCounts() {
        List<Shot> shots = List.of(ended(0.5), ended(1), ended(2.9), ended(3), ended(4));
        assertThat(DaemonSlice.rate(shots, SECOND, 3 * SECOND)).isEqualTo(1);
    }

    @Test
    void theClockMayPassItsLargestValueMeanwhile() {
        long from = Long.MAX_VALUE - SECOND;
        Shot shot = new Shot(from, from, Long.MIN_VALUE + SECOND / 2, Optional.empty(), Optional.empty());
        assertThat(DaemonSlice.rate(List.of(shot), from, from + 2 * SECOND)).isEqualTo(0.5);
    }
}
