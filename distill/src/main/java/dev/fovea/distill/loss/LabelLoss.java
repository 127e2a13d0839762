package dev.fovea.distill.loss;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// How far answers are from the labels.
public sealed interface LabelLoss permits CrossEntropy, Focal {
    /// @param logits `[N, C]`
    /// @param labels `[N]` of whole numbers
    /// @return one number
    Tensor of(Tensor logits, Tensor labels);

    /// -log p of the true class, `[N]`.
    static Tensor unweighted(Tensor logits, Tensor labels) {
        return torch.log_softmax(logits, 1)
                .gather(1, labels.unsqueeze(1))
                .squeeze(1)
                .neg();
    }
}
