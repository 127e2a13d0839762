package dev.fovea.distill.train;

import dev.fovea.distill.net.ConvNetwork;
import dev.fovea.distill.net.Padding.Pads;
import dev.fovea.distill.net.Step;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BatchNorm2dImpl;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Puts the statistics of real pictures into batch norms.
final class Norms {
    private Norms() {}

    /// What becomes of a norm once its input's statistics are known.
    @FunctionalInterface
    private interface Change {
        void to(BatchNorm2dImpl norm, Tensor mean, Tensor variance);
    }

    /// Of norms that were folded away, without changing what the network answers: a norm that only adds a bias
    /// would throw the network far off with its first training step, because then it divides by the deviation of
    /// the batch.
    ///
    /// @param images some dozens, as the network takes them
    static void measure(ConvNetwork network, Tensor images) {
        walk(network, images, Norms::restate);
    }

    /// Lets the network see these pictures as it saw those it learned from: every norm's statistics move towards
    /// theirs, and the network's answers with them.
    ///
    /// @param images some dozens, as the network takes them
    /// @param share of the new statistics, 0 to 1; the old ones keep the rest
    static void adapt(ConvNetwork network, Tensor images, double share) {
        walk(network, images, (norm, mean, variance) -> {
            norm.running_mean().lerp_(mean, new Scalar(share));
            norm.running_var().lerp_(variance, new Scalar(share));
        });
    }

    private static void walk(ConvNetwork network, Tensor images, Change change) {
        try (NoGradGuard _ = new NoGradGuard()) {
            List<Step> steps = network.steps();
            Tensor[] values = new Tensor[steps.size() + 1];
            values[0] = network.options()
                    .normalisation()
                    .map(stage -> stage.apply(images))
                    .orElse(images);
            network.eval();
            for (int i = 0; i < steps.size(); i++) {
                if (steps.get(i) instanceof Step.Conv conv) {
                    // What it computes on the way is as large as the value itself: gone before the next.
                    try (PointerScope _ = new PointerScope()) {
                        measure(conv, values[conv.input()], change);
                    }
                }
                values[i + 1] = steps.get(i).run(values);
            }
        }
    }

    private static void measure(Step.Conv conv, Tensor input, Change change) {
        Pads pads = switch (conv.unit().padding()) {
            case SAME -> conv.unit().pads((int) input.size(2), (int) input.size(3));
            case SYMMETRIC -> new Pads(0, 0, 0, 0);
        };
        Tensor padded = torch.constant_pad_nd(input, pads.left(), pads.right(), pads.top(), pads.bottom());
        Tensor made = conv.unit().conv().forward(padded);
        Tensor mean = made.mean(0, 2, 3);
        Tensor off = made.sub(mean.reshape(1, mean.size(0), 1, 1));
        change.to(conv.unit().norm(), mean, off.mul(off).mean(0, 2, 3));
    }

    /// The same line through every point: slope w / sqrt(var + eps), height b - mean x slope.
    private static void restate(BatchNorm2dImpl norm, Tensor mean, Tensor variance) {
        Scalar epsilon = new Scalar(norm.options().eps().get());
        Tensor slope = norm.weight().div(norm.running_var().add(epsilon).sqrt());
        Tensor height = norm.bias().sub(norm.running_mean().mul(slope));
        Tensor bias = height.add(mean.mul(slope));
        norm.weight().copy_(slope.mul(variance.add(epsilon).sqrt()));
        norm.bias().copy_(bias);
        norm.running_mean().copy_(mean);
        norm.running_var().copy_(variance);
    }
}
