package dev.fovea.distill.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Distillation by scores: a part from the labels, the rest T^2 KL(teacher || student) of both softened by T
/// (Hinton et al., 2015), summed over classes and averaged over pictures. KD-OCT's numbers are 0.3 and T = 4
/// (methods.md B1).
///
/// @param labels the loss on the labels
/// @param share of the labels' loss, 0 to 1
/// @param temperature above 0
public record SoftTargets(LabelLoss labels, double share, double temperature) {
    public SoftTargets {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("the labels' share must be 0 to 1, was " + share);
        }
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("the temperature must be above 0, was " + temperature);
        }
    }

    /// @param teacher its scores, `[N, C]`; no gradient goes there
    public Tensor of(Tensor logits, Tensor truth, Tensor teacher) {
        Tensor hard = labels.of(logits, truth).mul(new Scalar(share));
        return hard.add(divergence(logits, teacher).mul(new Scalar(1 - share)));
    }

    /// T^2 KL alone.
    public Tensor divergence(Tensor logits, Tensor teacher) {
        Tensor theirs = torch.log_softmax(teacher.detach().div(new Scalar(temperature)), 1);
        Tensor ours = torch.log_softmax(logits.div(new Scalar(temperature)), 1);
        Tensor each = theirs.exp().mul(theirs.sub(ours)).sum(1);
        return each.mean().mul(new Scalar(temperature * temperature));
    }
}
