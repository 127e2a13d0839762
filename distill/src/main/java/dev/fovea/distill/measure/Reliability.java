package dev.fovea.distill.measure;

import java.util.ArrayList;
import java.util.List;

/// How far a network's certainty can be believed: its answers by the probability it put on them.
///
/// @param bins of equal width from 0 to 1
public record Reliability(List<Bin> bins) {
    /// As Guo et al. (ICML 2017) count them.
    public static final int BINS = 15;

    /// @param count of answers
    /// @param confidence their mean probability; NaN when empty
    /// @param accuracy the share that was right; NaN when empty
    public record Bin(int count, double confidence, double accuracy) {}

    public Reliability {
        bins = List.copyOf(bins);
    }

    /// @param probabilities one row per sample
    public static Reliability of(double[][] probabilities, int[] truth) {
        int[] counts = new int[BINS];
        double[] confidence = new double[BINS];
        double[] right = new double[BINS];
        for (int i = 0; i < truth.length; i++) {
            int answer = Softmax.top(probabilities[i]);
            double sure = probabilities[i][answer];
            // Bins are open below and closed above.
            int bin = Math.clamp((int) Math.ceil(sure * BINS) - 1, 0, BINS - 1);
            counts[bin]++;
            confidence[bin] += sure;
            right[bin] += answer == truth[i] ? 1 : 0;
        }
        List<Bin> bins = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            bins.add(new Bin(counts[bin], confidence[bin] / counts[bin], right[bin] / counts[bin]));
        }
        return new Reliability(bins);
    }

    /// Expected calibration error: the mean distance between certainty and truth, weighted by answers; NaN
    /// without any.
    public double error() {
        double total = bins.stream().mapToInt(Bin::count).sum();
        return bins.stream()
                        .filter(bin -> bin.count > 0)
                        .mapToDouble(bin -> bin.count * Math.abs(bin.confidence - bin.accuracy))
                        .sum()
                / total;
    }
}
