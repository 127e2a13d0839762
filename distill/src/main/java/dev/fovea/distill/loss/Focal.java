package dev.fovea.distill.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/// Easy pictures count less: mean(w (1 - p_t)^gamma (-log p_t)) (Lin et al., ICCV 2017), with p_t the probability
/// of the truth itself. Taken from the weighted loss, as in KD-OCT's code, exp(-loss) would be no probability
/// (methods.md B1).
///
/// @param gamma 0 is plain cross-entropy, 2 is usual
public record Focal(ClassWeights weights, double gamma) implements LabelLoss {
    public Focal {
        if (!(gamma >= 0)) {
            throw new IllegalArgumentException("gamma must be at least 0, was " + gamma);
        }
    }

    @Override
    public Tensor of(Tensor logits, Tensor labels) {
        Tensor plain = LabelLoss.unweighted(logits, labels);
        Tensor missed = plain.neg().exp().neg().add(new Scalar(1));
        // Rounding can put a certain answer's p_t just above 1, and a root of that would be NaN.
        Tensor hard = missed.clamp_min(new Scalar(0)).pow(new Scalar(gamma));
        return plain.mul(hard).mul(weights.of(labels)).mean();
    }
}
