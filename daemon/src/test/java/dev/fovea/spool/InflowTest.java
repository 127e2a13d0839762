package dev.fovea.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class InflowTest {
    private static final long MILLISECOND = 1_000_000;

    private final Inflow inflow = new Inflow();

    @Test
    void nothingCameAtFirst() {
        assertThat(inflow.bytesPerSecond(System.nanoTime())).isZero();
    }

    @Test
    void aSteadyStreamShowsItsRate() {
        long now = -5_000 * MILLISECOND;
        for (int i = 0; i < 2_000; i++) {
            now += MILLISECOND;
            inflow.came(100_000, now);
        }

        assertThat(inflow.bytesPerSecond(now)).isCloseTo(100e6, within(1e6));
    }

    @Test
    void itIsForgottenWhenNothingComesAnyMore() {
        inflow.came(18_000_000, 0);

        assertThat(inflow.bytesPerSecond(0)).isCloseTo(72e6, within(1.0));
        assertThat(inflow.bytesPerSecond(Inflow.MEMORY.toNanos())).isCloseTo(72e6 / Math.E, within(1.0));
        assertThat(inflow.bytesPerSecond(10 * Inflow.MEMORY.toNanos())).isLessThan(10_000);
    }

    @Test
    void onePhotographAloneIsNoStream() {
        inflow.came(18_000_000, 0);

        assertThat(inflow.bytesPerSecond(0)).isLessThan(96 << 20);
    }
}
