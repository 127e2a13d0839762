package dev.fovea.distill.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.distill.data.Draws;
import org.junit.jupiter.api.Test;

class RocTest {
    /// Of six pairs four are in order and one is a tie: worked by hand.
    @Test
    void tiesCountAHalf() {
        Roc roc = Roc.of(new double[] {0.9, 0.5, 0.5, 0.7, 0.1}, new boolean[] {true, true, false, false, false});

        assertThat(roc.area()).isCloseTo((4 + 0.5) / 6, within(1e-12));
    }

    @Test
    void scoresThatSayNothingHaveAreaOneHalf() {
        Roc roc = Roc.of(new double[] {3, 3, 3, 3}, new boolean[] {true, false, true, false});

        assertThat(roc.area()).isEqualTo(0.5);
    }

    @Test
    void theAreaIsTheShareOfPairsInOrder() {
        double[] scores = new double[200];
        boolean[] positive = new boolean[200];
        Draws draws = new Draws(5);
        for (int i = 0; i < scores.length; i++) {
            positive[i] = draws.chance(0.3);
            scores[i] = draws.below(20) + (positive[i] ? 4 : 0);
        }

        double inOrder = 0;
        double pairs = 0;
        for (int i = 0; i < scores.length; i++) {
            for (int j = 0; j < scores.length; j++) {
                if (positive[i] && !positive[j]) {
                    pairs++;
                    inOrder += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }

        assertThat(Roc.of(scores, positive).area()).isCloseTo(inOrder / pairs, within(1e-9));
    }

    @Test
    void aSideWithoutSamplesHasNoArea() {
        assertThat(Roc.of(new double[] {1, 2}, new boolean[] {true, true}).area())
                .isNaN();
    }

    @Test
    void sensitivityIsTheBestThatKeepsTheSpecificity() {
        double[] scores = {9, 8, 7, 6, 5, 4, 3, 2, 1, 0};
        boolean[] positive = {true, true, false, true, true, false, false, false, false, true};

        Roc roc = Roc.of(scores, positive);

        assertThat(roc.sensitivityAt(1.0)).isCloseTo(0.4, within(1e-12));
        assertThat(roc.sensitivityAt(0.8)).isCloseTo(0.8, within(1e-12));
        assertThat(roc.sensitivityAt(0.0)).isEqualTo(1);
    }
}
