package dev.fovea.distill.net;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// What follows a convolution or an addition.
public enum Activation {
    NONE,
    RELU,
    RELU6;

    /// In place: the argument is a result nobody else holds.
    Tensor apply(Tensor fresh) {
        return switch (this) {
            case NONE -> fresh;
            case RELU -> fresh.relu_();
            case RELU6 -> torch.relu6_(fresh);
        };
    }
}
