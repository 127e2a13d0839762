package dev.fovea.distill.net;

import java.util.Arrays;

/// What the training photographs' cameras look like, and how far a picture is from the nearest of them. A
/// student that has learned not to see the camera cannot tell a new one by its features, so this looks at the
/// picture itself: the tone of each channel, how the channels go together, how much of the square is lit, and
/// how much detail there is at each of a few scales.
///
/// The squared Mahalanobis distance to the mean of the nearest source, one covariance for all, over the number of
/// figures: about 1 for a training picture.
///
/// @param centre taken off the figures first
/// @param whitening rows of the inverse of the covariance's Cholesky factor, over the root of the number of
///   figures
/// @param sources the whitened mean of each
@SuppressWarnings("ArrayRecordComponent") // Bulk numbers; never compared.
public record CameraSpace(double[] centre, double[][] whitening, double[][] sources) {
    /// Scales of detail at most: each needs an even side.
    public static final int LEVELS_MAX = 5;
    /// Against the logarithm of nothing: of a tone, of a deviation, of a variance.
    public static final float DARK = 0.01f;

    public static final float FLAT = 0.005f;
    public static final float SMOOTH = 1e-7f;
    /// Kept under the root of a variance, and of a product of deviations.
    public static final float TINY = 1e-8f;

    public static final float SMALL = 1e-4f;
    /// A block counts as far as more than 19 in 20 of it is lit.
    public static final float LIT_STEEPNESS = 20;

    private static final double SHRINKAGE = 0.05;

    /// How often a side can be halved, at most [#LEVELS_MAX] times.
    public static int levels(int side) {
        return Math.min(LEVELS_MAX, Integer.numberOfTrailingZeros(side));
    }

    /// @param image CHW, 0 to 1 as `2 value - 1`
    /// @return tone and deviation of red, green and blue (logarithms), how red and blue go with green, the lit
    ///   share, and the logarithm of each channel's variance inside blocks of 2, 4, 8, ... pixels
    public static double[] figures(float[] image, int side) {
        return new PictureFigures(image, side).all();
    }

    /// @param figures one row per training picture
    /// @param labels the source of each, 0 to `sources` - 1, each at least once
    public static CameraSpace fit(double[][] figures, int[] labels, int sources) {
        int width = figures[0].length;
        double[][] means = new double[sources][width];
        int[] counts = new int[sources];
        for (int i = 0; i < labels.length; i++) {
            counts[labels[i]]++;
            for (int at = 0; at < width; at++) {
                means[labels[i]][at] += figures[i][at];
            }
        }
        for (int source = 0; source < sources; source++) {
            if (counts[source] == 0) {
                throw new IllegalArgumentException("source " + source + " has no picture to learn a look from");
            }
            int count = counts[source];
            double[] mean = means[source];
            Arrays.setAll(mean, at -> mean[at] / count);
        }
        double[] centre = new double[width];
        for (double[] mean : means) {
            Arrays.setAll(centre, at -> centre[at] + mean[at] / sources);
        }
        double[][] whitening = inverse(cholesky(covariance(figures, labels, means)));
        for (double[] row : whitening) {
            Arrays.setAll(row, at -> row[at] / Math.sqrt(width));
        }
        double[][] whitened = new double[sources][];
        for (int source = 0; source < sources; source++) {
            whitened[source] = white(whitening, means[source], centre);
        }
        return new CameraSpace(centre, whitening, whitened);
    }

    /// The same with one more source, the mean of these pictures; what counts as far stays what it was.
    public CameraSpace with(double[][] figures) {
        double[] mean = new double[centre.length];
        for (double[] one : figures) {
            Arrays.setAll(mean, at -> mean[at] + one[at] / figures.length);
        }
        double[][] more = Arrays.copyOf(sources, sources.length + 1);
        more[sources.length] = white(whitening, mean, centre);
        return new CameraSpace(centre, whitening, more);
    }

    /// @param figures of [#figures]
    public double distance(double[] figures) {
        double[] here = white(whitening, figures, centre);
        double least = Double.POSITIVE_INFINITY;
        for (double[] source : sources) {
            double sum = 0;
            for (int i = 0; i < here.length; i++) {
                sum += (here[i] - source[i]) * (here[i] - source[i]);
            }
            least = Math.min(least, sum);
        }
        return least;
    }

    private static double[] white(double[][] whitening, double[] figures, double[] centre) {
        double[] made = new double[whitening.length];
        for (int row = 0; row < made.length; row++) {
            for (int at = 0; at <= row; at++) {
                made[row] += whitening[row][at] * (figures[at] - centre[at]);
            }
        }
        return made;
    }

    /// Drawn a little towards its diagonal, because some sources are small.
    private static double[][] covariance(double[][] figures, int[] labels, double[][] means) {
        int width = figures[0].length;
        double[][] covariance = new double[width][width];
        for (int i = 0; i < labels.length; i++) {
            double[] mean = means[labels[i]];
            for (int row = 0; row < width; row++) {
                for (int column = 0; column <= row; column++) {
                    covariance[row][column] +=
                            (figures[i][row] - mean[row]) * (figures[i][column] - mean[column]) / labels.length;
                }
            }
        }
        for (int row = 0; row < width; row++) {
            for (int column = 0; column < row; column++) {
                covariance[row][column] *= 1 - SHRINKAGE;
            }
            covariance[row][row] += 1e-6;
        }
        return covariance;
    }

    /// The lower triangle L with L L^T = matrix, of which only the lower triangle is read.
    private static double[][] cholesky(double[][] matrix) {
        int size = matrix.length;
        double[][] lower = new double[size][size];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column <= row; column++) {
                double rest = matrix[row][column];
                for (int at = 0; at < column; at++) {
                    rest -= lower[row][at] * lower[column][at];
                }
                lower[row][column] = row == column ? Math.sqrt(rest) : rest / lower[column][column];
            }
        }
        return lower;
    }

    /// Of a lower triangle, by forward substitution column by column.
    private static double[][] inverse(double[][] lower) {
        int size = lower.length;
        double[][] made = new double[size][size];
        for (int column = 0; column < size; column++) {
            for (int row = column; row < size; row++) {
                double rest = row == column ? 1 : 0;
                for (int at = column; at < row; at++) {
                    rest -= lower[row][at] * made[at][column];
                }
                made[row][column] = rest / lower[row][row];
            }
        }
        return made;
    }
}
