package dev.fovea.distill.net;

import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.BatchNorm2dImpl;
import org.bytedeco.pytorch.BatchNormOptions;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Conv2dOptions;
import org.bytedeco.pytorch.LayerNormImpl;
import org.bytedeco.pytorch.LayerNormOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.LongVector;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Single layers with the usual beginnings: what the options of PyTorch's C++ interface take many lines to say.
final class Layers {
    private Layers() {}

    /// Without bias, for a batch norm follows; He's beginning by fan-out.
    static Conv2dImpl conv(ConvShape shape, int pad) {
        Conv2dImpl conv = new Conv2dImpl(options(shape, pad, false));
        double fanOut = (double) shape.out() * shape.kernel() * shape.kernel() / shape.groups();
        torch.normal_(conv.weight(), 0, Math.sqrt(2 / fanOut));
        return conv;
    }

    /// With bias, PyTorch's own beginning.
    static Conv2dImpl biased(ConvShape shape, int pad) {
        return new Conv2dImpl(options(shape, pad, true));
    }

    private static Conv2dOptions options(ConvShape shape, int pad, boolean bias) {
        Conv2dOptions options =
                new Conv2dOptions(shape.in(), shape.out(), new LongPointer(shape.kernel(), shape.kernel()));
        // As an array: two numbers would be an index and a value.
        options.stride().put(new long[] {shape.stride(), shape.stride()});
        options.padding().put(new LongPointer(pad, pad));
        options.groups().put(shape.groups());
        options.bias().put(bias);
        return options;
    }

    /// Weight 1, bias 0, epsilon 1e-5, momentum 0.1.
    static BatchNorm2dImpl norm(int channels) {
        return new BatchNorm2dImpl(new BatchNormOptions(channels));
    }

    static LayerNormImpl layerNorm(int width) {
        LayerNormOptions options = new LayerNormOptions(new LongVector(new long[] {width}));
        options.eps().put(1e-6);
        return new LayerNormImpl(options);
    }

    /// Small normal weights, no bias at first.
    static LinearImpl linear(int in, int out, double deviation) {
        LinearImpl linear = new LinearImpl(in, out);
        torch.normal_(linear.weight(), 0, deviation);
        torch.zeros_(linear.bias());
        return linear;
    }

    /// Over the places of `[N, C, h, w]`: `[N, C]`.
    static Tensor pooled(Tensor map) {
        return map.mean(2, 3);
    }

    /// The same, kept `[N, C, 1, 1]`.
    static Tensor pooledInPlace(Tensor map) {
        return map.mean(new long[] {2, 3}, true, new ScalarTypeOptional());
    }

    /// From NCHW to NHWC or back.
    static Tensor channelsToEnd(Tensor map) {
        return map.permute(0, 2, 3, 1);
    }

    static Tensor channelsToFront(Tensor map) {
        return map.permute(0, 3, 1, 2);
    }
}
