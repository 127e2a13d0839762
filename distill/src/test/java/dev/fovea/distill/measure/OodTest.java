package dev.fovea.distill.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class OodTest {
    @Test
    void energyIsLowWhereALogitIsHigh() {
        assertThat(Ood.energy(new double[] {0, 0}, 1)).isCloseTo(-Math.log(2), within(1e-12));
        assertThat(Ood.energy(new double[] {1, 1}, 2)).isCloseTo(-2 * (0.5 + Math.log(2)), within(1e-12));
        assertThat(Ood.energy(new double[] {9, 0}, 1)).isLessThan(Ood.energy(new double[] {1, 0}, 1));
    }

    @Test
    void theThresholdKeepsItsShareOfValidation() {
        double[] scores = new double[101];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = i;
        }

        double threshold = Ood.threshold(scores, 0.95);

        assertThat(threshold).isCloseTo(95, within(1e-9));
        assertThat(Ood.flagged(scores, threshold)).isCloseTo(5 / 101.0, within(1e-9));
    }
}
