package dev.fovea.distill.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// On pictures of 64 pixels, where nothing is resized: against a transform written out.
class FourierMixTest {
    private static final int SIDE = 64;

    private final Canvas own = waves(0.5, 0.1, 0.3);
    private final Canvas donor = waves(0.6, 0.25, 1.1);

    @Test
    void lowFrequenciesTakeTheDonorsAmplitudeAndKeepTheirPhase() {
        Canvas mixed = copy(own);

        new FourierMix(2.0 / SIDE).apply(mixed, donor, 1);

        assertThat(amplitude(mixed, 0, 0)).isCloseTo(amplitude(donor, 0, 0), within(1e-2));
        assertThat(amplitude(mixed, 2, 1)).isCloseTo(amplitude(donor, 2, 1), within(1e-2));
        assertThat(phase(mixed, 2, 1)).isCloseTo(phase(own, 2, 1), within(1e-3));
    }

    @Test
    void highFrequenciesStay() {
        Canvas mixed = copy(own);

        new FourierMix(2.0 / SIDE).apply(mixed, donor, 1);

        assertThat(amplitude(mixed, 3, 0)).isCloseTo(amplitude(own, 3, 0), within(1e-2));
        assertThat(amplitude(own, 3, 0)).isNotCloseTo(amplitude(donor, 3, 0), within(1e-2));
    }

    @Test
    void theShareSaysHowFarTheAmplitudesMove() {
        Canvas half = copy(own);
        Canvas none = copy(own);

        new FourierMix(2.0 / SIDE).apply(half, donor, 0.5);
        new FourierMix(2.0 / SIDE).apply(none, donor, 0);

        assertThat(amplitude(half, 2, 1)).isCloseTo((amplitude(own, 2, 1) + amplitude(donor, 2, 1)) / 2, within(1e-2));
        assertThat(none.planes).containsExactly(own.planes, within(1e-6f));
    }

    @Test
    void aLargerPictureTakesTheDonorsBrightness() {
        Canvas dark = EffectsTest.flat(224, 0.3f, 0.2f, 0.1f);

        new FourierMix(0).apply(dark, EffectsTest.flat(224, 0.5f, 0.3f, 0.2f), 1);

        assertThat(dark.planes[0]).isCloseTo(0.5f, within(1e-3f));
        assertThat(dark.planes[3 * 224 * 224 - 1]).isCloseTo(0.2f, within(1e-3f));
    }

    @Test
    void moreThanAQuarterOfTheFrequenciesIsRefused() {
        assertThatThrownBy(() -> new FourierMix(0.3)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Canvas waves(double level, double height, double shift) {
        Canvas canvas = new Canvas(SIDE, new float[3 * SIDE * SIDE]);
        for (int i = 0; i < canvas.planes.length; i++) {
            double x = i % SIDE;
            double y = i / SIDE % SIDE;
            canvas.planes[i] = (float) (level
                    + height * Math.cos(2 * Math.PI * (2 * x + y) / SIDE + shift)
                    + height / 2 * Math.cos(2 * Math.PI * 3 * x / SIDE - shift));
        }
        return canvas;
    }

    private static Canvas copy(Canvas canvas) {
        return new Canvas(canvas.side, canvas.planes.clone());
    }

    private static double amplitude(Canvas canvas, int u, int v) {
        double[] sums = transform(canvas, u, v);
        return Math.hypot(sums[0], sums[1]);
    }

    private static double phase(Canvas canvas, int u, int v) {
        double[] sums = transform(canvas, u, v);
        return Math.atan2(sums[1], sums[0]);
    }

    private static double[] transform(Canvas canvas, int u, int v) {
        double[] sums = new double[2];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double angle = 2 * Math.PI * (u * x + v * y) / SIDE;
                sums[0] += canvas.planes[y * SIDE + x] * Math.cos(angle);
                sums[1] -= canvas.planes[y * SIDE + x] * Math.sin(angle);
            }
        }
        return sums;
    }
}
