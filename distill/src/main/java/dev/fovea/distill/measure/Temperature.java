package dev.fovea.distill.measure;

/// Temperature scaling (Guo et al., ICML 2017): the one number that makes a network's certainty fit, found on
/// validation.
public final class Temperature {
    private static final double LEAST = 0.05;
    private static final double MOST = 20;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    /// Shrinks the bracket to 1e-10 of its width.
    private static final int STEPS = 48;

    private Temperature() {}

    /// The temperature with the least negative log-likelihood, between 0.05 and 20. The likelihood has one
    /// minimum in 1 / T, so a golden-section search cannot miss it.
    ///
    /// @param logits one row per sample, at least one
    public static double fit(double[][] logits, int[] truth) {
        if (truth.length == 0) {
            throw new IllegalArgumentException("a temperature needs samples, there were none");
        }
        double low = Math.log(LEAST);
        double high = Math.log(MOST);
        double left = high - GOLDEN * (high - low);
        double right = low + GOLDEN * (high - low);
        double atLeft = loss(logits, truth, Math.exp(left));
        double atRight = loss(logits, truth, Math.exp(right));
        for (int step = 0; step < STEPS; step++) {
            if (atLeft <= atRight) {
                high = right;
                right = left;
                atRight = atLeft;
                left = high - GOLDEN * (high - low);
                atLeft = loss(logits, truth, Math.exp(left));
            } else {
                low = left;
                left = right;
                atLeft = atRight;
                right = low + GOLDEN * (high - low);
                atRight = loss(logits, truth, Math.exp(right));
            }
        }
        return Math.exp((low + high) / 2);
    }

    /// The mean negative log-likelihood of the truth.
    public static double loss(double[][] logits, int[] truth, double temperature) {
        double sum = 0;
        for (int i = 0; i < truth.length; i++) {
            sum += Softmax.logSum(logits[i], temperature) - logits[i][truth[i]] / temperature;
        }
        return sum / truth.length;
    }
}
