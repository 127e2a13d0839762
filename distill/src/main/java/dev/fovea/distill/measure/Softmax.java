package dev.fovea.distill.measure;

/// Probabilities from logits. Pure.
final class Softmax {
    private Softmax() {}

    static double[] of(double[] logits, double temperature) {
        double all = logSum(logits, temperature);
        double[] shares = new double[logits.length];
        for (int i = 0; i < logits.length; i++) {
            shares[i] = Math.exp(logits[i] / temperature - all);
        }
        return shares;
    }

    /// log(sum(exp(logit / temperature))), relative to the largest so that nothing overflows.
    static double logSum(double[] logits, double temperature) {
        double top = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            top = Math.max(top, logit / temperature);
        }
        double sum = 0;
        for (double logit : logits) {
            sum += Math.exp(logit / temperature - top);
        }
        return top + Math.log(sum);
    }

    /// The first of the largest.
    static int top(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[best]) {
                best = i;
            }
        }
        return best;
    }
}
