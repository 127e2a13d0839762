package dev.fovea.distill.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.distill.data.Draws;
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

    /// One class with variances 4 and 1 and no correlation: the squared distance is x^2 / 4 + y^2.
    @Test
    void theDistanceIsMeasuredInStandardDeviations() {
        double[][] features = {{-2, -1}, {-2, 1}, {2, -1}, {2, 1}};

        Mahalanobis distance = Mahalanobis.fit(features, new int[4], 1, 1);

        assertThat(distance.score(new double[] {4, 0})).isCloseTo(4, within(1e-4));
        assertThat(distance.score(new double[] {0, 2})).isCloseTo(4, within(1e-4));
        assertThat(distance.score(new double[] {2, 1})).isCloseTo(2, within(1e-4));
    }

    @Test
    void theNearestClassCounts() {
        double[][] features = {{-1, 0}, {1, 0}, {0, 1}, {0, -1}, {9, 0}, {11, 0}, {10, 1}, {10, -1}};

        Mahalanobis distance = Mahalanobis.fit(features, new int[] {0, 0, 0, 0, 1, 1, 1, 1}, 2, 0.5);

        assertThat(distance.score(new double[] {10, 0})).isCloseTo(0, within(1e-6));
        assertThat(distance.score(new double[] {5, 0})).isGreaterThan(40);
    }

    /// Along the direction in which the features move together a step is short, across it is long.
    @Test
    void correlationIsKnownUnlessItIsShrunkAway() {
        Draws draws = new Draws(1);
        double[][] features = new double[2000][];
        for (int i = 0; i < features.length; i++) {
            double common = draws.between(-3, 3);
            features[i] = new double[] {common + draws.between(-0.3, 0.3), common + draws.between(-0.3, 0.3)};
        }

        Mahalanobis whole = Mahalanobis.fit(features, new int[2000], 1, 0.001);
        Mahalanobis diagonal = Mahalanobis.fit(features, new int[2000], 1, 1);

        assertThat(whole.score(new double[] {1, -1})).isGreaterThan(20 * whole.score(new double[] {1, 1}));
        assertThat(diagonal.score(new double[] {1, -1})).isCloseTo(diagonal.score(new double[] {1, 1}), within(0.1));
    }

    @Test
    void fewerPicturesThanFeaturesStillGiveADistance() {
        double[][] features = {{1, 2, 3, 4}, {2, 1, 3, 5}, {0, 1, 3, 4}};

        Mahalanobis distance = Mahalanobis.fit(features, new int[3], 1, 0.1);

        assertThat(distance.score(new double[] {1, 1, 3, 4}))
                .isFinite()
                .isLessThan(distance.score(new double[] {9, 9, 9, 9}));
    }

    @Test
    void aClassWithoutPicturesIsRefused() {
        assertThatThrownBy(() -> Mahalanobis.fit(new double[][] {{1}}, new int[1], 2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("class 1");
    }
}
