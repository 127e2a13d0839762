package dev.fovea.distill.measure;

import java.util.Arrays;

/// Quantiles with straight lines between neighbours, as numpy's default has them.
public final class Quantile {
    private Quantile() {}

    /// @param share 0 is the least value, 1 the greatest
    /// @return NaN without values
    public static double of(double[] values, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a quantile's share must be 0 to 1, was " + share);
        }
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
