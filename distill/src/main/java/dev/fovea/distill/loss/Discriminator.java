package dev.fovea.distill.loss;

import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// Tells the teacher's tokens from the student's: three linear layers, one score per token, positive for the
/// teacher's (Liu et al., ACCV 2022, equations 8 and 9, methods.md A3). It learns with an optimiser of its own, in
/// turns with the student. Dropped after training.
public final class Discriminator extends Module {
    private static final double LEAK = 0.2;

    private final LinearImpl first;
    private final LinearImpl second;
    private final LinearImpl last;

    /// @param width of a token
    /// @param hidden between the layers
    public Discriminator(int width, int hidden) {
        super("Discriminator");
        first = register_module("first", new LinearImpl(width, hidden));
        second = register_module("second", new LinearImpl(hidden, hidden));
        last = register_module("last", new LinearImpl(hidden, 1));
    }

    /// From `[B, N, width]` to `[B, N]`; the probability is its sigmoid.
    public Tensor forward(Tensor tokens) {
        Tensor one = torch.leaky_relu(first.forward(tokens), new Scalar(LEAK));
        Tensor two = torch.leaky_relu(second.forward(one), new Scalar(LEAK));
        return last.forward(two).squeeze(-1);
    }

    /// The discriminator's own loss (MAD): mean(-log D(teacher) - log(1 - D(student))). No gradient goes to either.
    public Tensor ownLoss(Tensor teacher, Tensor student) {
        Tensor real = forward(teacher.detach());
        Tensor made = forward(student.detach());
        return torch.softplus(real.neg()).mean().add(torch.softplus(made).mean());
    }

    /// The student's loss (MVG): mean(-log D(student)), which has a gradient even where the discriminator is sure.
    /// The discriminator's own weights get none, see [#learning].
    public Tensor studentLoss(Tensor student) {
        return torch.softplus(forward(student).neg()).mean();
    }

    /// Off while the student steps, on while the discriminator does.
    public void learning(boolean on) {
        TensorVector all = parameters();
        for (long i = 0; i < all.size(); i++) {
            all.get(i).requires_grad_(on);
        }
    }
}
