package dev.fovea.distill.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Distillation by scores: a part from the labels, the rest T^2 KL(teacher || student) of both softened by T
/// (Hinton et al., 2015), summed over classes and averaged over pictures. KD-OCT's numbers are 0.3 and T = 4
/// (methods.md B1).
///
/// @param share of the labels' loss, 0 to 1
/// @param temperature above 0
public record SoftTargets(double share, double temperature) {
    public SoftTargets {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("the labels' share must be 0 to 1, was " + share);
        }
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("the temperature must be above 0, was " + temperature);
        }
    }

    /// @param hard the loss on the labels, one number
    /// @param teacher its scores, `[N, C]`; no gradient goes there
    /// @param weights `[N]`, how far each picture is still the one that the teacher saw, 0 to 1
    public Tensor mixed(Tensor hard, Tensor logits, Tensor teacher, Tensor weights) {
        return hard.mul(new Scalar(share))
                .add(divergence(logits, teacher, weights).mul(new Scalar(1 - share)));
    }

    /// T^2 KL alone, the mean by weight; 0 when nothing has weight.
    public Tensor divergence(Tensor logits, Tensor teacher, Tensor weights) {
        Tensor theirs = torch.log_softmax(teacher.detach().div(new Scalar(temperature)), 1);
        Tensor ours = torch.log_softmax(logits.div(new Scalar(temperature)), 1);
        Tensor each = theirs.exp().mul(theirs.sub(ours)).sum(1);
        Tensor all = weights.sum().clamp_min(new Scalar(1));
        return each.mul(weights).sum().div(all).mul(new Scalar(temperature * temperature));
    }
}
