package dev.fovea.distill.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.distill.data.Draws;
import org.junit.jupiter.api.Test;

class CertaintyTest {
    /// Two answers at 0.8, one right; two at 0.6, both right: (2 * 0.3 + 2 * 0.4) / 4.
    @Test
    void theCalibrationErrorIsTheDistanceOfCertaintyFromTruth() {
        double[][] probabilities = {{0.8, 0.2}, {0.2, 0.8}, {0.6, 0.4}, {0.6, 0.4}};

        Reliability reliability = Reliability.of(probabilities, new int[] {0, 0, 0, 0});

        assertThat(reliability.bins()).hasSize(15);
        assertThat(reliability.error()).isCloseTo(0.35, within(1e-12));
    }

    @Test
    void certaintyOfOneFallsIntoTheLastBin() {
        Reliability reliability = Reliability.of(new double[][] {{1, 0}}, new int[] {0});

        assertThat(reliability.bins().getLast().count()).isEqualTo(1);
        assertThat(reliability.error()).isZero();
    }

    /// Of ten answers with logit difference 4, eight are right: at the best temperature the probability is 0.8.
    @Test
    void theBestTemperatureMakesCertaintyTrue() {
        double[][] logits = new double[10][];
        int[] truth = new int[10];
        for (int i = 0; i < 10; i++) {
            logits[i] = new double[] {4, 0};
            truth[i] = i < 8 ? 0 : 1;
        }

        double temperature = Temperature.fit(logits, truth);

        assertThat(temperature).isCloseTo(4 / Math.log(0.8 / 0.2), within(1e-6));
    }

    @Test
    void aTemperatureTheLogitsWereMultipliedByIsFound() {
        Draws draws = new Draws(3);
        double[][] logits = new double[20_000][];
        int[] truth = new int[logits.length];
        for (int i = 0; i < logits.length; i++) {
            double[] honest = {draws.between(-2, 2), draws.between(-2, 2), draws.between(-2, 2)};
            double[] probabilities = Softmax.of(honest, 1);
            double drawn = draws.unit();
            truth[i] = drawn < probabilities[0] ? 0 : drawn < probabilities[0] + probabilities[1] ? 1 : 2;
            logits[i] = new double[] {2.5 * honest[0], 2.5 * honest[1], 2.5 * honest[2]};
        }

        double temperature = Temperature.fit(logits, truth);

        assertThat(temperature).isCloseTo(2.5, within(0.1));
        assertThat(Temperature.loss(logits, truth, temperature)).isLessThan(Temperature.loss(logits, truth, 1));
    }

    @Test
    void hugeLogitsDoNotOverflow() {
        assertThat(Softmax.of(new double[] {10_000, 9_999}, 1)[0]).isCloseTo(1 / (1 + Math.exp(-1)), within(1e-9));
    }
}
