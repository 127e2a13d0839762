package dev.fovea.distill.measure;

import java.util.Arrays;

/// Multinomial logistic regression with an L2 penalty: what a linear reader makes of some numbers. Immutable.
///
/// Each number is standardised by the training rows and divided by the root of how many there are, so that a row is
/// about 1 long and one penalty serves six numbers as it serves a thousand. Nesterov's method, from zero: the same
/// rows give the same answer.
final class LinearProbe {
    private static final double PENALTY = 1e-3;
    /// Rows of length 1 and a constant: softmax's curvature, at most a half, times at most 2.
    private static final double STEP = 1 / (1 + PENALTY);
    /// With a condition of 1 / PENALTY, what is left after these is below a thousandth.
    private static final int STEPS = 300;

    private final double[] means;
    private final double[] scales;
    private final double[][] weights;

    private LinearProbe(double[] means, double[] scales, double[][] weights) {
        this.means = means;
        this.scales = scales;
        this.weights = weights;
    }

    /// @param rows at least one, all of one length
    /// @param labels one per row, 0 to `classes` - 1
    static LinearProbe fit(double[][] rows, int[] labels, int classes) {
        int width = rows[0].length;
        double[] means = new double[width];
        double[] scales = new double[width];
        for (int at = 0; at < width; at++) {
            int column = at;
            Spread spread = Spread.of(
                    Arrays.stream(rows).mapToDouble(row -> row[column]).toArray());
            means[at] = spread.mean();
            // A number that never varies says nothing.
            scales[at] = spread.population() < 1e-9 ? 0 : 1 / (spread.population() * Math.sqrt(width));
        }
        LinearProbe probe = new LinearProbe(means, scales, new double[classes][width + 1]);
        probe.descend(Arrays.stream(rows).map(probe::standard).toArray(double[][]::new), labels);
        return probe;
    }

    /// With the constant 1 at the end.
    private double[] standard(double[] row) {
        double[] made = new double[row.length + 1];
        for (int at = 0; at < row.length; at++) {
            made[at] = (row[at] - means[at]) * scales[at];
        }
        made[row.length] = 1;
        return made;
    }

    private void descend(double[][] rows, int[] labels) {
        double root = Math.sqrt(PENALTY * STEP);
        double momentum = (1 - root) / (1 + root);
        double[][] ahead = new double[weights.length][weights[0].length];
        for (int step = 0; step < STEPS; step++) {
            double[][] slope = slope(ahead, rows, labels);
            for (int label = 0; label < weights.length; label++) {
                for (int at = 0; at < weights[label].length; at++) {
                    double next = ahead[label][at] - STEP * slope[label][at];
                    ahead[label][at] = next + momentum * (next - weights[label][at]);
                    weights[label][at] = next;
                }
            }
        }
    }

    private static double[][] slope(double[][] at, double[][] rows, int[] labels) {
        int width = at[0].length;
        double[][] slope = new double[at.length][width];
        for (int row = 0; row < rows.length; row++) {
            double[] shares = Softmax.of(products(at, rows[row]), 1);
            shares[labels[row]] -= 1;
            for (int label = 0; label < at.length; label++) {
                double share = shares[label] / rows.length;
                for (int i = 0; i < width; i++) {
                    slope[label][i] += share * rows[row][i];
                }
            }
        }
        for (int label = 0; label < at.length; label++) {
            // The constant is free.
            for (int i = 0; i < width - 1; i++) {
                slope[label][i] += PENALTY * at[label][i];
            }
        }
        return slope;
    }

    private static double[] products(double[][] weights, double[] row) {
        double[] sums = new double[weights.length];
        for (int label = 0; label < sums.length; label++) {
            double sum = 0;
            for (int i = 0; i < row.length; i++) {
                sum += weights[label][i] * row[i];
            }
            sums[label] = sum;
        }
        return sums;
    }

    /// One per class.
    double[] logits(double[] row) {
        return products(weights, standard(row));
    }
}
