package dev.fovea.distill.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// How far guessed tokens are from those of the target: smooth-L1 to the target's, each normalised over its own
/// numbers (I-JEPA, methods.md A5). Without that the target could make the task easy by shrinking.
public final class TokenGuess {
    private static final double EPSILON = 1e-5;

    private TokenGuess() {}

    /// @param wanted of the target; no gradient goes there
    /// @return one number
    public static Tensor loss(Tensor guessed, Tensor wanted) {
        return torch.smooth_l1_loss(guessed, normalised(wanted.detach()));
    }

    private static Tensor normalised(Tensor tokens) {
        Tensor off = tokens.sub(mean(tokens));
        return off.div(mean(off.mul(off)).add(new Scalar(EPSILON)).sqrt());
    }

    private static Tensor mean(Tensor tokens) {
        return tokens.mean(new long[] {-1}, true, new ScalarTypeOptional());
    }
}
