package dev.fovea.ingest.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// When an eye holds still enough to be photographed.
class HoldStillTest {
    private final HoldStill still = new HoldStill(Duration.ofMillis(800));

    @Test
    void anEyeThatHoldsStillLongEnoughIsTheMoment() {
        assertThat(see(0.5, 0)).isFalse();
        assertThat(see(0.5, 200)).isFalse();
        assertThat(see(0.502, 600)).isFalse();
        assertThat(see(0.502, 1000)).isTrue();
    }

    @Test
    void anEyeThatMovesBeginsAnew() {
        see(0.5, 0);
        see(0.5, 200);
        assertThat(see(0.6, 1000)).isFalse();
        assertThat(see(0.6, 1200)).isFalse();
        assertThat(see(0.6, 1900)).isFalse();
        assertThat(see(0.6, 2000)).isTrue();
    }

    @Test
    void whatCannotBeGradedBeginsAnew() {
        see(0.5, 0);
        see(0.5, 200);
        assertThat(still.see(Optional.empty(), nanos(700))).isFalse();
        assertThat(see(0.5, 1000)).isFalse();
        assertThat(see(0.5, 1200)).isFalse();
    }

    @Test
    void onceStillASmallStirIsForgiven() {
        assertThat(see(0.5, 0)).isFalse();
        assertThat(see(0.5, 200)).isFalse();
        assertThat(see(0.51, 600)).isFalse();
        assertThat(see(0.51, 1000)).isTrue();
    }

    @Test
    void aSmallStirIsNotWhereStillnessBegins() {
        see(0.5, 0);
        see(0.51, 200);
        see(0.5, 600);
        assertThat(see(0.51, 1000)).isFalse();
    }

    private boolean see(double luma, long millis) {
        return still.see(Optional.of(new Glance(new float[] {(float) luma, (float) luma})), nanos(millis));
    }

    private static long nanos(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
