package dev.fovea.distill.net;

import java.util.Optional;

/// ResNet-18 (He et al., CVPR 2016) under torchvision's names: a larger convolutional student to compare with.
public final class ResNet18 extends ConvNetwork {
    private final Parts parts;

    public ResNet18(int classes) {
        super("ResNet18", new ConvOptions(Padding.SYMMETRIC, Optional.empty(), 0));
        Names names = new Names(this);
        Wiring wiring = new Wiring(names, Padding.SYMMETRIC);
        int value = wiring.conv(0, new Wiring.Named("conv1", "bn1"), ConvShape.dense(3, 64, 7, 2), Activation.RELU);
        value = wiring.maxPool(value);
        int grid = 0;
        int in = 64;
        for (int layer = 1; layer <= 4; layer++) {
            int out = 32 << layer;
            value = block(wiring, value, "layer" + layer + ".0", ConvShape.dense(in, out, 3, layer == 1 ? 1 : 2));
            value = block(wiring, value, "layer" + layer + ".1", ConvShape.dense(out, out, 3, 1));
            grid = layer == 3 ? value : grid;
            in = out;
        }
        var head = names.put("fc", Layers.linear(in, classes, 0.01));
        parts = new Parts(wiring.steps(), grid, 256, head);
    }

    /// Two convolutions beside a short cut, which gets a convolution of its own where the shape changes.
    private static int block(Wiring wiring, int input, String path, ConvShape first) {
        int value = wiring.conv(input, new Wiring.Named(path + ".conv1", path + ".bn1"), first, Activation.RELU);
        value = wiring.conv(
                value,
                new Wiring.Named(path + ".conv2", path + ".bn2"),
                ConvShape.dense(first.out(), first.out(), 3, 1),
                Activation.NONE);
        int shortCut = input;
        if (first.stride() > 1) {
            ConvShape cut = ConvShape.dense(first.in(), first.out(), 1, first.stride());
            shortCut = wiring.conv(input, Wiring.Named.at(path + ".downsample", 0), cut, Activation.NONE);
        }
        return wiring.add(value, shortCut, Activation.RELU);
    }

    @Override
    Parts parts() {
        return parts;
    }
}
