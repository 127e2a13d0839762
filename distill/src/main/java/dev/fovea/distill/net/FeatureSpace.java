package dev.fovea.distill.net;

import java.util.Arrays;
import java.util.Random;

/// Where the training pictures lie in feature space, and how far a picture is from the nearest class of them:
/// the Mahalanobis distance of Lee et al. (NeurIPS 2018) under the covariance of probabilistic PCA (Tipping and
/// Bishop, J. R. Statist. Soc. B 61, 1999), which is a few directions with their own variance and one variance
/// for all the rest. That is what fewer pictures than features can settle, and what a student's file can afford
/// to carry.
///
/// With the class means `m`, the directions `v` of variance `l` and the rest's variance `r`, the squared distance
/// over the number of features is `(|f - m|^2 / r - sum (1/r - 1/l) (v (f - m))^2) / features`: about 1 for a
/// training picture.
///
/// @param centre that is taken off the features first; keeps the numbers small enough for half precision
/// @param scale by which they are multiplied then
/// @param directions rows of `sqrt(1 - r/l) v`
/// @param slopes a row per class
/// @param offsets one per class; the distance is `|g|^2 - |directions g|^2 + min(slopes g + offsets)`, `g` the
///   scaled
@SuppressWarnings("ArrayRecordComponent") // Bulk numbers; never compared.
public record FeatureSpace(double[] centre, double scale, double[][] directions, double[][] slopes, double[] offsets) {
    /// Enough for a dozen directions of 695 pictures to settle to three digits.
    private static final int ROUNDS = 60;

    /// @param features one row per training picture
    /// @param labels one per picture, 0 to `classes` - 1, each at least once
    /// @param count of the directions that have their own variance, below the number of features
    public static FeatureSpace fit(double[][] features, int[] labels, int classes, int count) {
        int width = features[0].length;
        if (count < 1 || count >= width) {
            throw new IllegalArgumentException("directions must be 1 to " + (width - 1) + ", were " + count);
        }
        double[][] means = means(features, labels, classes);
        double[][] off = new double[features.length][];
        double total = 0;
        for (int i = 0; i < features.length; i++) {
            off[i] = minus(features[i], means[labels[i]]);
            total += dot(off[i], off[i]) / features.length;
        }
        double[][] v = leading(off, count);
        double[] variances =
                Arrays.stream(v).mapToDouble(one -> variance(off, one)).toArray();
        // A feature that never varied would make everything infinitely far away.
        double rest =
                Math.max((total - Arrays.stream(variances).sum()) / (width - count), 1e-6 * total / width + 1e-12);
        double[] centre = new double[width];
        for (double[] mean : means) {
            Arrays.setAll(centre, i -> centre[i] + mean[i] / classes);
        }
        double scale = 1 / Math.sqrt(rest * width);
        double[][] directions = new double[count][];
        for (int i = 0; i < count; i++) {
            double shrunk = Math.sqrt(Math.max(0, 1 - rest / Math.max(variances[i], rest)));
            directions[i] = times(v[i], shrunk);
        }
        double[][] slopes = new double[classes][];
        double[] offsets = new double[classes];
        for (int label = 0; label < classes; label++) {
            double[] mean = times(minus(means[label], centre), scale);
            double[] slope = times(mean, -2);
            offsets[label] = dot(mean, mean);
            for (double[] direction : directions) {
                double along = dot(direction, mean);
                offsets[label] -= along * along;
                Arrays.setAll(slope, i -> slope[i] + 2 * along * direction[i]);
            }
            slopes[label] = slope;
        }
        return new FeatureSpace(centre, scale, directions, slopes, offsets);
    }

    /// The squared distance to the nearest class, over the number of features.
    public double distance(double[] features) {
        double[] g = times(minus(features, centre), scale);
        double sum = dot(g, g);
        for (double[] direction : directions) {
            double along = dot(direction, g);
            sum -= along * along;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int label = 0; label < offsets.length; label++) {
            least = Math.min(least, dot(slopes[label], g) + offsets[label]);
        }
        // Rounding may take a picture on a mean just below it.
        return Math.max(0, sum + least);
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
            means[label] = times(means[label], 1.0 / counts[label]);
        }
        return means;
    }

    /// The directions of most variance, by orthogonal iteration from a fixed start.
    private static double[][] leading(double[][] off, int count) {
        Random random = new Random(1);
        double[][] v = new double[count][off[0].length];
        for (double[] one : v) {
            Arrays.setAll(one, i -> random.nextGaussian());
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < count; i++) {
                double[] next = new double[v[i].length];
                for (double[] picture : off) {
                    double along = dot(picture, v[i]) / off.length;
                    for (int at = 0; at < next.length; at++) {
                        next[at] += along * picture[at];
                    }
                }
                v[i] = next;
            }
            orthonormal(v);
        }
        return v;
    }

    private static void orthonormal(double[][] v) {
        for (int i = 0; i < v.length; i++) {
            for (int before = 0; before < i; before++) {
                double along = dot(v[i], v[before]);
                for (int at = 0; at < v[i].length; at++) {
                    v[i][at] -= along * v[before][at];
                }
            }
            double length = Math.sqrt(dot(v[i], v[i]));
            v[i] = length > 1e-12 ? times(v[i], 1 / length) : new double[v[i].length];
        }
    }

    private static double variance(double[][] off, double[] direction) {
        double sum = 0;
        for (double[] picture : off) {
            double along = dot(picture, direction);
            sum += along * along;
        }
        return sum / off.length;
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    private static double[] times(double[] one, double factor) {
        double[] made = new double[one.length];
        Arrays.setAll(made, i -> one[i] * factor);
        return made;
    }

    private static double[] minus(double[] one, double[] other) {
        double[] made = new double[one.length];
        Arrays.setAll(made, i -> one[i] - other[i]);
        return made;
    }
}
