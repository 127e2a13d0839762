package dev.fovea.distill.data;

/// Fourier amplitude mixing (FDA: Yang and Soatto, CVPR 2020): the low frequencies keep their phase, which says
/// what is seen, and take their amplitude from a picture of another source, which says by which camera.
///
/// Only the low frequencies are ever computed, on a copy of 64 x 64 pixels: with frequencies of at most 16 that
/// is the same as in the full picture but for what the shrinking rounds off, and costs less than a rotation.
///
/// @param beta frequencies up to beta times the side count as low, 0 to 0.25
record FourierMix(double beta) {
    private static final int GRID = 64;

    FourierMix {
        if (!(beta >= 0 && beta <= 0.25)) {
            throw new IllegalArgumentException("beta must be 0 to 0.25, was " + beta);
        }
    }

    /// @param share of the donor in the amplitudes: 0 changes nothing, 1 replaces them
    void apply(Canvas canvas, Canvas donor, double share) {
        int top = (int) Math.min(GRID / 4, Math.floor(beta * canvas.side));
        Canvas own = canvas.resized(GRID);
        Canvas other = donor.resized(GRID);
        Waves waves = new Waves(top);
        Canvas change = new Canvas(GRID, new float[Canvas.CHANNELS * GRID * GRID]);
        for (int channel = 0; channel < Canvas.CHANNELS; channel++) {
            double[][] mine = waves.analyse(own, channel);
            double[][] theirs = waves.analyse(other, channel);
            for (int i = 0; i < mine[0].length; i++) {
                double amplitude = Math.hypot(mine[0][i], mine[1][i]);
                double factor =
                        amplitude < 1e-9 ? 0 : share * (Math.hypot(theirs[0][i], theirs[1][i]) - amplitude) / amplitude;
                mine[0][i] *= factor;
                mine[1][i] *= factor;
            }
            waves.synthesise(mine, change, channel);
        }
        // Black around the field of view stays black: the mixed light is the field's.
        float[] full = change.resized(canvas.side).planes;
        int plane = canvas.plane();
        for (int i = 0; i < plane; i++) {
            float field = canvas.field(i);
            for (int channel = 0; channel < Canvas.CHANNELS; channel++) {
                canvas.planes[channel * plane + i] += field * full[channel * plane + i];
            }
        }
    }

    /// The discrete Fourier transform of one channel, for the frequencies -top to top along both axes. A real
    /// picture has conjugate pairs, so only 0 to top is kept along x.
    private static final class Waves {
        private final int top;
        private final int across;
        private final int down;
        private final double[] cosines = new double[GRID];
        private final double[] sines = new double[GRID];

        Waves(int top) {
            this.top = top;
            across = top + 1;
            down = 2 * top + 1;
            for (int i = 0; i < GRID; i++) {
                cosines[i] = Math.cos(2 * Math.PI * i / GRID);
                sines[i] = Math.sin(2 * Math.PI * i / GRID);
            }
        }

        /// Real and imaginary parts, `down` rows of `across`.
        double[][] analyse(Canvas canvas, int channel) {
            double[] real = new double[GRID * across];
            double[] imaginary = new double[GRID * across];
            for (int y = 0; y < GRID; y++) {
                int from = channel * GRID * GRID + y * GRID;
                for (int u = 0; u <= top; u++) {
                    double r = 0;
                    double i = 0;
                    for (int x = 0; x < GRID; x++) {
                        r += canvas.planes[from + x] * cosines[u * x & (GRID - 1)];
                        i -= canvas.planes[from + x] * sines[u * x & (GRID - 1)];
                    }
                    real[y * across + u] = r;
                    imaginary[y * across + u] = i;
                }
            }
            double[][] waves = new double[2][down * across];
            for (int v = -top; v <= top; v++) {
                for (int u = 0; u <= top; u++) {
                    int at = (v + top) * across + u;
                    for (int y = 0; y < GRID; y++) {
                        double c = cosines[v * y & (GRID - 1)];
                        double s = sines[v * y & (GRID - 1)];
                        waves[0][at] += real[y * across + u] * c + imaginary[y * across + u] * s;
                        waves[1][at] += imaginary[y * across + u] * c - real[y * across + u] * s;
                    }
                }
            }
            return waves;
        }

        void synthesise(double[][] waves, Canvas into, int channel) {
            double[] real = new double[GRID * across];
            double[] imaginary = new double[GRID * across];
            for (int y = 0; y < GRID; y++) {
                for (int v = -top; v <= top; v++) {
                    double c = cosines[v * y & (GRID - 1)];
                    double s = sines[v * y & (GRID - 1)];
                    for (int u = 0; u <= top; u++) {
                        int at = (v + top) * across + u;
                        real[y * across + u] += waves[0][at] * c - waves[1][at] * s;
                        imaginary[y * across + u] += waves[0][at] * s + waves[1][at] * c;
                    }
                }
                int out = channel * GRID * GRID + y * GRID;
                for (int x = 0; x < GRID; x++) {
                    double sum = 0;
                    for (int u = 0; u <= top; u++) {
                        // Every frequency but 0 stands for its conjugate too.
                        double pair = u == 0 ? 1 : 2;
                        sum += pair
                                * (real[y * across + u] * cosines[u * x & (GRID - 1)]
                                        - imaginary[y * across + u] * sines[u * x & (GRID - 1)]);
                    }
                    into.planes[out + x] = (float) (sum / (GRID * GRID));
                }
            }
        }
    }
}
