package dev.fovea.distill.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Cross-entropy among those classes only that the picture's own source shows. Where every disease comes from one
/// camera, telling the diseases apart by the camera makes ordinary cross-entropy small; here it gains nothing, because
/// the classes of other cameras are not in the sum. (Our construction; the restricted softmax is that of learning from
/// partial labels.)
public final class WithinSource {
    /// Takes a class out of a softmax, and is still finite in half precision.
    private static final double OUT = 1e4;

    private WithinSource() {}

    /// @param logits `[N, C]`
    /// @param labels `[N]`
    /// @param allowed `[N, C]`, 1 for classes in the sum, which the label must be, 0 for the others
    /// @param smoothing share of the label that is spread over the classes in the sum, 0 to below 1
    /// @return the mean over the pictures
    public static Tensor of(Tensor logits, Tensor labels, Tensor allowed, double smoothing) {
        Tensor restricted = logits.add(allowed.sub(new Scalar(1)).mul(new Scalar(OUT)));
        Tensor log = torch.log_softmax(restricted, 1);
        Tensor each = log.gather(1, labels.unsqueeze(1)).squeeze(1).neg().mul(new Scalar(1 - smoothing));
        Tensor spread = log.mul(allowed).sum(1).div(allowed.sum(1)).neg().mul(new Scalar(smoothing));
        return each.add(spread).mean();
    }
}
