package dev.fovea.distill.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CameraSpaceTest {
    private static final int SIDE = 32;

    @Test
    void aFlatPictureHasItsToneAndNoDetail() {
        double[] figures = CameraSpace.figures(picture(0.5f, 0.25f, 1), SIDE);

        assertThat(figures).hasSize(9 + 3 * 5);
        // Lit all over, so the tone is the value, less a part in ten thousand.
        assertThat(figures[0]).isCloseTo(Math.log(0.5 + 0.01), within(1e-3));
        assertThat(figures[1]).isCloseTo(Math.log(0.25 + 0.01), within(1e-3));
        assertThat(figures[2]).isCloseTo(Math.log(1 + 0.01), within(1e-3));
        assertThat(figures[8]).isEqualTo(1);
        for (int i = 9; i < figures.length; i++) {
            assertThat(figures[i]).isCloseTo(Math.log(1e-7), within(0.01));
        }
    }

    @Test
    void detailShowsAtItsOwnScale() {
        float[] chequered = picture(0.5f, 0.5f, 0.5f);
        for (int i = 0; i < chequered.length; i++) {
            // Plus or minus 0.1 of 0 to 1, from pixel to pixel.
            chequered[i] += (i / SIDE + i % SIDE) % 2 == 0 ? 0.2f : -0.2f;
        }

        double[] figures = CameraSpace.figures(chequered, SIDE);

        assertThat(figures[9]).isCloseTo(Math.log(0.01), within(1e-2));
        assertThat(figures[12]).isCloseTo(Math.log(1e-7), within(0.1));
    }

    @Test
    void theBlackRoundTheFieldIsNoPartOfIt() {
        float[] half = picture(0.5f, 0.25f, 0.25f);
        for (int i = 0; i < half.length; i++) {
            half[i] = i % SIDE < SIDE / 2 ? -1 : half[i];
        }

        double[] figures = CameraSpace.figures(half, SIDE);

        assertThat(figures[0]).isCloseTo(Math.log(0.5 + 0.01), within(1e-3));
        assertThat(figures[8]).isCloseTo(0.5, within(1e-6));
        assertThat(figures[9]).isCloseTo(Math.log(1e-7), within(0.01));
    }

    @Test
    void aPictureOfAKnownSourceIsAboutOneAwayAndAnothersIsFar() {
        Random random = new Random(1);
        double[][] figures = new double[400][24];
        int[] sources = new int[figures.length];
        for (int i = 0; i < figures.length; i++) {
            sources[i] = i % 2;
            for (int at = 0; at < figures[i].length; at++) {
                figures[i][at] = 10 * sources[i] + random.nextGaussian();
            }
        }

        CameraSpace space = CameraSpace.fit(figures, sources, 2);

        double mean = 0;
        for (double[] one : figures) {
            mean += space.distance(one) / figures.length;
        }
        assertThat(mean).isCloseTo(1, within(0.1));
        double[] between = new double[24];
        Arrays.fill(between, 5);
        assertThat(space.distance(between)).isGreaterThan(15);
    }

    @Test
    void aSourceWithoutPicturesIsRefused() {
        assertThatThrownBy(() -> CameraSpace.fit(new double[][] {{1, 2}}, new int[1], 2))
                .hasMessageContaining("source 1 has no picture");
    }

    @Test
    void unitsMustBeAboveZero() {
        CameraSpace cameras = CameraSpace.fit(new double[][] {{1, 2}, {2, 1}}, new int[2], 1);
        FeatureSpace features = FeatureSpace.fit(new double[][] {{1, 2}, {2, 1}}, new int[2], 1, 1);

        assertThatThrownBy(() -> new Novelty(features, 1, cameras, 0)).hasMessageContaining("were 1.0 and 0.0");
    }

    /// As the network takes it.
    private static float[] picture(float... channels) {
        float[] made = new float[3 * SIDE * SIDE];
        for (int i = 0; i < made.length; i++) {
            made[i] = 2 * channels[i / (SIDE * SIDE)] - 1;
        }
        return made;
    }
}
