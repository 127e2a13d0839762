package dev.fovea.distill.net;

import java.util.Map;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Networks as after some training: batch norms that have seen something, so that folding them wrongly shows.
public final class Randomised {
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

    /// Numbers as a prepared photograph has them.
    public static Tensor images(long count, long side) {
        return torch.rand(count, 3, side, side).mul(new Scalar(2)).sub(new Scalar(1));
    }
}
