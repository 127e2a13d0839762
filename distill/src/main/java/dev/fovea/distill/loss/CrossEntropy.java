package dev.fovea.distill.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// -log p of the truth, of which a share is spread over all classes (label smoothing, Szegedy et al., CVPR 2016). A
/// picture counts by the weight of its class; the mean is by weight.
///
/// @param smoothing the share, 0 to below 1
public record CrossEntropy(ClassWeights weights, double smoothing) implements LabelLoss {
    public CrossEntropy {
        if (!(smoothing >= 0 && smoothing < 1)) {
            throw new IllegalArgumentException("smoothing must be at least 0 and below 1, was " + smoothing);
        }
    }

    @Override
    public Tensor of(Tensor logits, Tensor labels) {
        Tensor weight = weights.of(labels);
        Tensor each = LabelLoss.unweighted(logits, labels);
        if (smoothing > 0) {
            Tensor all = torch.log_softmax(logits, 1).mean(1).neg();
            each = each.mul(new Scalar(1 - smoothing)).add(all.mul(new Scalar(smoothing)));
        }
        return each.mul(weight).sum().div(weight.sum());
    }
}
