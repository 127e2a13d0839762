package dev.fovea.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StabilityTest {
    @Test
    void twoWindowsAreNeverEnough() {
        assertThat(Stability.DEFAULT.reached(List.of(window(100, 10), window(100, 10))))
                .isFalse();
    }

    @Test
    void theLastThreeWindowsWithinTenPercentAreStable() {
        assertThat(Stability.DEFAULT.reached(
                        List.of(window(20, 90), window(100, 10), window(105, 10.9), window(110, 10.5))))
                .isTrue();
    }

    @Test
    void aWindowElevenPercentOffInThroughputIsNotStable() {
        assertThat(Stability.DEFAULT.reached(List.of(window(100, 10), window(111, 10), window(105, 10))))
                .isFalse();
    }

    @Test
    void steadyThroughputWithWanderingLatencyIsNotStable() {
        assertThat(Stability.DEFAULT.reached(List.of(window(100, 10), window(100, 10), window(100, 12))))
                .isFalse();
    }

    @Test
    void windowsWithoutAnswersAreNotStable() {
        assertThat(Stability.DEFAULT.reached(List.of(window(0, 0), window(0, 0), window(0, 0))))
                .isFalse();
    }

    private static Window window(double throughput, double p50) {
        return new Window(throughput, new Percentiles(10, p50, p50, p50, p50, p50, p50));
    }
}
