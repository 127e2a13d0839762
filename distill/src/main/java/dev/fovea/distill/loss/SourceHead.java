package dev.fovea.distill.loss;

import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Reads the source from the student's features while the student unlearns it: the gradient is turned round on its
/// way back (Ganin et al., JMLR 2016). Dropped after training.
///
/// Only pictures of classes that several sources have may be shown to it: where a class has one source only,
/// unlearning the source is unlearning the class.
public final class SourceHead extends Module {
    private static final int HIDDEN = 64;

    private final LinearImpl first;
    private final LinearImpl last;

    /// @param width of the features
    public SourceHead(int width, int sources) {
        super("SourceHead");
        first = register_module("first", new LinearImpl(width, HIDDEN));
        last = register_module("last", new LinearImpl(HIDDEN, sources));
    }

    /// @param features `[N, width]`
    /// @param sources `[N]`
    /// @param strength of the turned gradient, 0 leaves the student alone
    public Tensor loss(Tensor features, Tensor sources, double strength) {
        Tensor scores = last.forward(torch.relu(first.forward(reversed(features, strength))));
        return LabelLoss.unweighted(scores, sources).mean();
    }

    /// The same numbers; their gradient comes back times -strength.
    static Tensor reversed(Tensor features, double strength) {
        return features.mul(new Scalar(-strength)).add(features.detach().mul(new Scalar(1 + strength)));
    }

    /// Ganin's growth of the strength, 0 at the beginning and nearly 1 at the end.
    ///
    /// @param progress 0 to 1
    public static double strength(double progress) {
        return 2 / (1 + Math.exp(-10 * progress)) - 1;
    }
}
