package dev.fovea.distill.loss;

import dev.fovea.distill.net.Floats;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/// What a backward pass left behind.
final class Grads {
    private Grads() {}

    static Tensor leaf(float[] values, long... shape) {
        return Tensor.create(values, shape).set_requires_grad(true);
    }

    static float[] of(Tensor leaf) {
        return Floats.of(leaf.grad());
    }

    /// Whether any parameter got a gradient other than 0.
    static boolean any(Module module) {
        TensorVector all = module.parameters();
        for (long i = 0; i < all.size(); i++) {
            Tensor grad = all.get(i).grad();
            if (grad.defined() && grad.abs().sum().item_float() > 0) {
                return true;
            }
        }
        return false;
    }
}
