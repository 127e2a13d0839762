package dev.fovea.distill.loss;

import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// SimCLR's head: features to 512 to 128 numbers that are compared by [NtXent] (methods.md A1). Dropped after
/// training.
public final class Projection extends Module {
    private final LinearImpl first;
    private final LinearImpl last;

    public Projection(int width) {
        super("Projection");
        first = register_module("first", new LinearImpl(width, 512));
        last = register_module("last", new LinearImpl(512, 128));
    }

    public Tensor forward(Tensor features) {
        return last.forward(torch.relu(first.forward(features)));
    }
}
