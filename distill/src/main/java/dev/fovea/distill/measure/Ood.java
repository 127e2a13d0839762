package dev.fovea.distill.measure;

/// How unlike the training pictures a picture is, from the logits alone: the energy score (Liu et al., NeurIPS
/// 2020). `FeatureSpace` of the networks has the one from features. Both are larger for stranger pictures.
public final class Ood {
    private Ood() {}

    /// -T log(sum(exp(logit / T))).
    public static double energy(double[] logits, double temperature) {
        return -temperature * Softmax.logSum(logits, temperature);
    }

    /// The score above which a picture counts as strange, so that `kept` of the validation pictures do not.
    ///
    /// @param scores of validation pictures, at least one
    /// @param kept 0.95 raises a false alarm for one picture in twenty
    public static double threshold(double[] scores, double kept) {
        if (scores.length == 0) {
            throw new IllegalArgumentException("a threshold needs scores, there were none");
        }
        return Quantile.of(scores, kept);
    }

    /// The share of scores above the threshold.
    public static double flagged(double[] scores, double threshold) {
        int count = 0;
        for (double score : scores) {
            count += score > threshold ? 1 : 0;
        }
        return scores.length == 0 ? Double.NaN : (double) count / scores.length;
    }
}
