package dev.fovea.distill.measure;

/// Distance in feature space to the nearest class (Lee et al., NeurIPS 2018): class means, one covariance
/// shared by all. Immutable; any thread.
///
/// There are often fewer pictures than features, so the covariance is drawn towards its own diagonal: with
/// shrinkage 1 only the diagonal is left, which is what a bundle can afford to carry.
public final class Mahalanobis {
    private final double[][] means;
    private final double[][] factor;

    private Mahalanobis(double[][] means, double[][] factor) {
        this.means = means;
        this.factor = factor;
    }

    /// @param features one row per training picture
    /// @param labels one per picture, 0 to `classes` - 1, each at least once
    /// @param shrinkage above 0 to 1: the share of the diagonal
    public static Mahalanobis fit(double[][] features, int[] labels, int classes, double shrinkage) {
        if (!(shrinkage > 0 && shrinkage <= 1)) {
            throw new IllegalArgumentException("shrinkage must be above 0 and at most 1, was " + shrinkage);
        }
        double[][] means = means(features, labels, classes);
        int width = features[0].length;
        double[][] covariance = new double[width][width];
        for (int i = 0; i < labels.length; i++) {
            double[] off = minus(features[i], means[labels[i]]);
            for (int row = 0; row < width; row++) {
                for (int column = 0; column <= row; column++) {
                    covariance[row][column] += off[row] * off[column] / labels.length;
                }
            }
        }
        double trace = 0;
        for (int i = 0; i < width; i++) {
            trace += covariance[i][i];
        }
        for (int row = 0; row < width; row++) {
            for (int column = 0; column < row; column++) {
                covariance[row][column] *= 1 - shrinkage;
            }
            // A feature that never varied would make everything infinitely far away.
            covariance[row][row] += 1e-6 * trace / width + 1e-12;
        }
        return new Mahalanobis(means, cholesky(covariance));
    }

    private static double[][] means(double[][] features, int[] labels, int classes) {
        double[][] means = new double[classes][features[0].length];
        int[] counts = new int[classes];
        for (int i = 0; i < labels.length; i++) {
            counts[labels[i]]++;
            for (int at = 0; at < features[i].length; at++) {
                means[labels[i]][at] += features[i][at];
            }
        }
        for (int label = 0; label < classes; label++) {
            if (counts[label] == 0) {
                throw new IllegalArgumentException("class " + label + " has no picture to learn a distance from");
            }
            for (int at = 0; at < means[label].length; at++) {
                means[label][at] /= counts[label];
            }
        }
        return means;
    }

    /// The squared distance to the nearest class.
    public double score(double[] features) {
        double least = Double.POSITIVE_INFINITY;
        for (double[] mean : means) {
            least = Math.min(least, squared(minus(features, mean)));
        }
        return least;
    }

    /// |L^-1 off|^2 by forward substitution.
    private double squared(double[] off) {
        double sum = 0;
        double[] solved = new double[off.length];
        for (int row = 0; row < off.length; row++) {
            double rest = off[row];
            double[] line = factor[row];
            for (int column = 0; column < row; column++) {
                rest -= line[column] * solved[column];
            }
            solved[row] = rest / line[row];
            sum += solved[row] * solved[row];
        }
        return sum;
    }

    /// The lower triangle L with L L^T = matrix, of which only the lower triangle is read.
    private static double[][] cholesky(double[][] matrix) {
        int size = matrix.length;
        double[][] lower = new double[size][];
        for (int row = 0; row < size; row++) {
            lower[row] = new double[row + 1];
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

    private static double[] minus(double[] one, double[] other) {
        double[] difference = new double[one.length];
        for (int i = 0; i < one.length; i++) {
            difference[i] = one[i] - other[i];
        }
        return difference;
    }
}
