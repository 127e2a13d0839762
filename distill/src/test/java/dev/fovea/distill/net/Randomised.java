package dev.fovea.distill.net;

import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Networks as after some training: batch norms that have seen something, so that folding them wrongly shows.
public final class Randomised {
    /// With the usual momentum of 0.1 a batch norm has forgotten what it knew before to a twentieth.
    private static final int SETTLING_BATCHES = 30;

    private Randomised() {}

    /// Sets every norm's state at random and the network to inference.
    public static <M extends Module> M norms(M network) {
        try (NoGradGuard _ = new NoGradGuard()) {
            Map<String, Tensor> state = StateNames.state(network);
            state.forEach((name, tensor) -> {
                if (!state.containsKey(name.replaceFirst("[^.]+$", "running_var"))) {
                    return;
                }
                if (name.endsWith("running_mean") || name.endsWith("bias")) {
                    torch.normal_(tensor, 0, 0.1);
                } else {
                    torch.uniform_(tensor, 0.5, 1.5);
                }
            });
        }
        network.eval();
        return network;
    }

    /// As [#norms], and then the norms see pictures until their statistics are those of what really passes through, as
    /// in any trained network. Without that, layer upon layer enlarges the least rounding.
    public static <N extends Classifier> N settled(N network, long side) {
        norms(network);
        network.train(true);
        try (NoGradGuard _ = new NoGradGuard()) {
            for (int i = 0; i < SETTLING_BATCHES; i++) {
                try (PointerScope _ = new PointerScope()) {
                    network.forward(images(4, side));
                }
            }
        }
        network.eval();
        return network;
    }

    /// Numbers as a prepared photograph has them.
    public static Tensor images(long count, long side) {
        return torch.rand(count, 3, side, side).mul(new Scalar(2)).sub(new Scalar(1));
    }
}
