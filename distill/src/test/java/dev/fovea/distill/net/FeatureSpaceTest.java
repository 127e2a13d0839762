package dev.fovea.distill.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.distill.data.Draws;
import org.junit.jupiter.api.Test;

class FeatureSpaceTest {
    /// Variance 4 along x, 1 along y and z: with one direction x^2/4 + y^2 + z^2, over three features.
    @Test
    void theDistanceIsMeasuredInDeviationsOfEachDirection() {
        double[][] features = {{-2, -1, -1}, {-2, 1, 1}, {2, -1, 1}, {2, 1, -1}};

        FeatureSpace space = FeatureSpace.fit(features, new int[4], 1, 1);

        assertThat(space.distance(new double[] {4, 0, 0})).isCloseTo(4 / 3.0, within(1e-6));
        assertThat(space.distance(new double[] {0, 2, 0})).isCloseTo(4 / 3.0, within(1e-6));
        assertThat(space.distance(new double[] {2, 1, 1})).isCloseTo(1, within(1e-6));
    }

    @Test
    void theNearestClassCounts() {
        double[][] features = {{-1, 0}, {1, 0}, {0, 1}, {0, -1}, {9, 0}, {11, 0}, {10, 1}, {10, -1}};

        FeatureSpace space = FeatureSpace.fit(features, new int[] {0, 0, 0, 0, 1, 1, 1, 1}, 2, 1);

        assertThat(space.distance(new double[] {10, 0})).isCloseTo(0, within(1e-6));
        assertThat(space.distance(new double[] {5, 0})).isGreaterThan(20);
    }

    /// Along the direction in which the features move together a step is short, across it is long.
    @Test
    void correlationIsKnown() {
        Draws draws = new Draws(1);
        double[][] features = new double[2000][];
        for (int i = 0; i < features.length; i++) {
            double common = draws.between(-3, 3);
            features[i] = new double[] {common + draws.between(-0.3, 0.3), common + draws.between(-0.3, 0.3)};
        }

        FeatureSpace space = FeatureSpace.fit(features, new int[2000], 1, 1);

        assertThat(space.distance(new double[] {1, -1})).isGreaterThan(20 * space.distance(new double[] {1, 1}));
    }

    @Test
    void trainingPicturesAreAboutOneAway() {
        Draws draws = new Draws(2);
        double[][] features = new double[300][40];
        for (double[] one : features) {
            for (int i = 0; i < one.length; i++) {
                one[i] = (i % 7 + 1) * draws.between(-1, 1);
            }
        }

        FeatureSpace space = FeatureSpace.fit(features, new int[300], 1, 8);

        double mean = 0;
        for (double[] one : features) {
            mean += space.distance(one) / features.length;
        }
        assertThat(mean).isCloseTo(1, within(0.02));
    }

    @Test
    void fewerPicturesThanFeaturesStillGiveADistance() {
        double[][] features = {{1, 2, 3, 4}, {2, 1, 3, 5}, {0, 1, 3, 4}};

        FeatureSpace space = FeatureSpace.fit(features, new int[3], 1, 2);

        assertThat(space.distance(new double[] {1, 1, 3, 4}))
                .isFinite()
                .isLessThan(space.distance(new double[] {9, 9, 9, 9}));
    }

    @Test
    void whatCannotBeFittedIsRefused() {
        double[][] one = {{1, 2}};
        assertThatThrownBy(() -> FeatureSpace.fit(one, new int[1], 2, 1))
                .hasMessageContaining("class 1 has no picture");
        assertThatThrownBy(() -> FeatureSpace.fit(one, new int[1], 1, 2)).hasMessageContaining("1 to 1, were 2");
    }
}
