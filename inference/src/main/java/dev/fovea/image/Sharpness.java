package dev.fovea.image;

import java.util.Arrays;

/// Tells a blurred picture from a hazy one.
///
/// The picture is halved to 112, 56 and 28 pixels a side. On each, and in each of four directions, the root mean square
/// of the second difference says how much structure of that size there is. The figure is the ratio of fine (112) to
/// coarse (28) structure, or 0.6 times the ratio of middle (56) to coarse if that is less, in the direction where it is
/// least.
///
/// Why: a veil, such as a clouded lens makes, takes the same share from every size and leaves a ratio as it is. Defocus
/// takes the fine structure first, and motion takes it in one direction. The middle ratio sees a defocus so strong that
/// only noise is left in the finest copy.
///
/// Not for more than one thread: it keeps its buffers.
final class Sharpness {
    private static final int LEVELS = 3;

    /// Side of the finest copy, pixels.
    private static final int FINEST = QualityMeter.SIDE / 2;

    /// Brings the middle ratio to the scale of the fine one in a sharp photograph.
    private static final double MIDDLE_SCALE = 0.6;

    /// Fewer places than this on the coarsest copy give no figure.
    private static final int PLACES_MIN = 30;

    /// Steps (in x, in y) of the four directions.
    private static final int[][] DIRECTIONS = {{1, 0}, {0, 1}, {1, 1}, {-1, 1}};

    private final float[][] luma = new float[LEVELS][];
    private final boolean[][] valid = new boolean[LEVELS][];
    private final boolean[] scratch = new boolean[FINEST * FINEST];
    private final double[][] energy = new double[LEVELS][DIRECTIONS.length];
    private int places;

    Sharpness() {
        for (int level = 0; level < LEVELS; level++) {
            luma[level] = new float[(FINEST >> level) * (FINEST >> level)];
            valid[level] = new boolean[luma[level].length];
        }
    }

    /// Measures a copy of [QualityMeter#SIDE] pixels a side.
    ///
    /// @param lit where it shows the retina; its margin is left out, for the edge of the field is sharp in
    ///     any picture
    void measure(float[] picture, boolean[] lit) {
        halve(picture, lit, 0);
        erode();
        erode();
        for (int level = 1; level < LEVELS; level++) {
            halve(luma[level - 1], valid[level - 1], level);
        }
        for (int level = 0; level < LEVELS; level++) {
            places = weigh(level);
        }
    }

    /// 0 and up; about 0.4 in a sharp photograph, 0 when there is too little to see.
    double value() {
        double least = Double.MAX_VALUE;
        for (int d = 0; d < DIRECTIONS.length; d++) {
            double coarse = Math.max(energy[2][d], 1e-6);
            least = Math.min(least, Math.min(energy[0][d] / coarse, MIDDLE_SCALE * energy[1][d] / coarse));
        }
        return places < PLACES_MIN ? 0 : least;
    }

    /// How much coarse structure there is to judge by, in units of the luma.
    double detail() {
        return places < PLACES_MIN ? 0 : Arrays.stream(energy[2]).sum() / DIRECTIONS.length;
    }

    /// The mean of each four pixels; it is valid where all four are.
    private void halve(float[] from, boolean[] fromValid, int level) {
        int side = FINEST >> level;
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int a = 4 * y * side + 2 * x;
                int b = a + 2 * side;
                luma[level][y * side + x] = (from[a] + from[a + 1] + from[b] + from[b + 1]) / 4;
                valid[level][y * side + x] = fromValid[a] && fromValid[a + 1] && fromValid[b] && fromValid[b + 1];
            }
        }
    }

    private void erode() {
        boolean[] all = valid[0];
        System.arraycopy(all, 0, scratch, 0, all.length);
        for (int y = 0; y < FINEST; y++) {
            for (int x = 0; x < FINEST; x++) {
                int i = y * FINEST + x;
                boolean edge = x == 0 || y == 0 || x == FINEST - 1 || y == FINEST - 1;
                all[i] = scratch[i]
                        && (edge || (scratch[i - 1] && scratch[i + 1] && scratch[i - FINEST] && scratch[i + FINEST]));
            }
        }
    }

    /// Fills the energies of one copy and says over how many places.
    private int weigh(int level) {
        int side = FINEST >> level;
        float[] from = luma[level];
        double[] sums = energy[level];
        Arrays.fill(sums, 0);
        int count = 0;
        for (int y = 1; y < side - 1; y++) {
            for (int x = 1; x < side - 1; x++) {
                int i = y * side + x;
                if (surrounded(valid[level], i, side)) {
                    count++;
                    for (int d = 0; d < DIRECTIONS.length; d++) {
                        int step = DIRECTIONS[d][1] * side + DIRECTIONS[d][0];
                        float bend = 2 * from[i] - from[i - step] - from[i + step];
                        sums[d] += bend * bend;
                    }
                }
            }
        }
        for (int d = 0; d < sums.length; d++) {
            sums[d] = Math.sqrt(sums[d] / Math.max(1, count));
        }
        return count;
    }

    private static boolean surrounded(boolean[] valid, int i, int side) {
        return valid[i]
                && valid[i - 1]
                && valid[i + 1]
                && valid[i - side - 1]
                && valid[i - side]
                && valid[i - side + 1]
                && valid[i + side - 1]
                && valid[i + side]
                && valid[i + side + 1];
    }
}
