package dev.fovea.distill.export;

import dev.fovea.distill.net.Activation;
import dev.fovea.distill.net.ConvNetwork;
import dev.fovea.distill.net.ConvShape;
import dev.fovea.distill.net.Floats;
import dev.fovea.distill.net.LocalNormalisation;
import dev.fovea.distill.net.Padding.Pads;
import dev.fovea.distill.net.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.BatchNorm2dImpl;

/// A network as it infers, in Java numbers and for one input size: batch norms folded into their convolutions,
/// nothing of PyTorch left. Values are numbered as in [Step].
///
/// @param normalisation in front of value 0
/// @param sizes of all values, value 0 first
record FoldedNetwork(Optional<LocalNormalisation> normalisation, List<Layer> layers, List<Size> sizes, Head head) {
    /// Of one image's share of a value.
    record Size(int channels, int height, int width) {
        long[] sides() {
            return new long[] {channels, height, width};
        }
    }

    /// @param weights `[out, in / groups, kernel, kernel]`
    @SuppressWarnings("ArrayRecordComponent") // Carries bulk numbers; never compared.
    record Kernel(ConvShape shape, float[] weights, float[] bias) {
        long[] sides() {
            return new long[] {shape.out(), shape.in() / shape.groups(), shape.kernel(), shape.kernel()};
        }

        /// Weights of one output channel.
        int perChannel() {
            return weights.length / shape.out();
        }
    }

    /// @param weights `[classes, channels]`
    @SuppressWarnings("ArrayRecordComponent") // Carries bulk numbers; never compared.
    record Head(float[] weights, float[] bias) {
        int classes() {
            return bias.length;
        }
    }

    sealed interface Layer {
        record Conv(int input, Kernel kernel, Pads pads, Activation activation) implements Layer {}

        record Add(int left, int right, Activation activation) implements Layer {}

        record MaxPool(int input) implements Layer {}
    }

    static FoldedNetwork of(ConvNetwork network, int side) {
        List<Layer> layers = new ArrayList<>();
        List<Size> sizes = new ArrayList<>(List.of(new Size(3, side, side)));
        for (Step step : network.steps()) {
            switch (step) {
                case Step.Conv conv -> {
                    Size in = sizes.get(conv.input());
                    Pads pads = conv.unit().pads(in.height, in.width);
                    layers.add(new Layer.Conv(conv.input(), fold(conv.unit()), pads, conv.activation()));
                    sizes.add(after(in, conv.unit().shape(), pads));
                }
                case Step.Add(int left, int right, Activation activation) -> {
                    layers.add(new Layer.Add(left, right, activation));
                    sizes.add(sizes.get(left));
                }
                case Step.MaxPool(int input) -> {
                    Size in = sizes.get(input);
                    layers.add(new Layer.MaxPool(input));
                    sizes.add(new Size(in.channels, (in.height + 1) / 2, (in.width + 1) / 2));
                }
            }
        }
        Head head = new Head(
                Floats.of(network.head().weight()), Floats.of(network.head().bias()));
        return new FoldedNetwork(network.options().normalisation(), List.copyOf(layers), List.copyOf(sizes), head);
    }

    private static Size after(Size in, ConvShape shape, Pads pads) {
        return new Size(
                shape.out(),
                shape.sizeAfter(in.height + pads.top() + pads.bottom()),
                shape.sizeAfter(in.width + pads.left() + pads.right()));
    }

    /// `w' = w s` and `b' = beta - mean s` with `s = gamma / sqrt(variance + epsilon)`, in double precision.
    private static Kernel fold(Step.Unit unit) {
        BatchNorm2dImpl norm = unit.norm();
        float[] weights = Floats.of(unit.conv().weight());
        float[] gamma = Floats.of(norm.weight());
        float[] beta = Floats.of(norm.bias());
        float[] mean = Floats.of(norm.running_mean());
        float[] variance = Floats.of(norm.running_var());
        double epsilon = norm.options().eps().get();
        float[] bias = new float[beta.length];
        int perChannel = weights.length / bias.length;
        for (int channel = 0; channel < bias.length; channel++) {
            double scale = gamma[channel] / Math.sqrt(variance[channel] + epsilon);
            bias[channel] = (float) (beta[channel] - mean[channel] * scale);
            for (int i = channel * perChannel; i < (channel + 1) * perChannel; i++) {
                weights[i] = (float) (weights[i] * scale);
            }
        }
        return new Kernel(unit.shape(), weights, bias);
    }

    Size map() {
        return sizes.getLast();
    }
}
