package dev.fovea.distill.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LinearProbeTest {
    @Test
    void withNothingToReadItAnswersWithTheShares() {
        double[][] rows = {{3, 3}, {3, 3}, {3, 3}, {3, 3}};

        double[] shares =
                Softmax.of(LinearProbe.fit(rows, new int[] {0, 0, 0, 1}, 2).logits(rows[0]), 1);

        assertThat(shares[1]).isCloseTo(0.25, within(1e-3));
    }

    @Test
    void theSlopeVanishesWhereItStops() {
        double[][] rows = {{0}, {1}, {2}, {3}};
        int[] labels = {0, 1, 0, 1};

        LinearProbe probe = LinearProbe.fit(rows, labels, 2);

        // At the optimum, and with a free constant, the mean probability of a class is its share.
        double sum = 0;
        for (double[] row : rows) {
            sum += Softmax.of(probe.logits(row), 1)[1];
        }
        assertThat(sum / rows.length).isCloseTo(0.5, within(1e-3));
        assertThat(Softmax.of(probe.logits(rows[3]), 1)[1]).isGreaterThan(0.6);
    }

    @Test
    void threeClassesOnALineAreTold() {
        double[][] rows = {{-5, 9}, {-4, 8}, {0, 0}, {1, 1}, {5, 9}, {6, 8}};
        int[] labels = {0, 0, 1, 1, 2, 2};

        LinearProbe probe = LinearProbe.fit(rows, labels, 3);

        for (int i = 0; i < rows.length; i++) {
            assertThat(Softmax.top(probe.logits(rows[i]))).isEqualTo(labels[i]);
        }
    }
}
