package dev.fovea.distill.net;

import java.util.ArrayList;
import java.util.List;

/// The student: MobileNetV2 1.0 (Sandler et al., CVPR 2018) under torchvision's names. 2,228,996 parameters at four
/// classes, 0.3 billion multiplications at 224 x 224 (methods.md A1).
public final class MobileNetV2 extends ConvNetwork {
    private static final int LAST = 1280;

    /// The block whose output is the grid: the last of 96 channels.
    private static final int GRID_BLOCK = 13;

    /// A run of like blocks, as table 2 of the paper has them.
    private record Stage(int widening, int channels, int blocks, int stride) {}

    private static final List<Stage> STAGES = List.of(
            new Stage(1, 16, 1, 1),
            new Stage(6, 24, 2, 2),
            new Stage(6, 32, 3, 2),
            new Stage(6, 64, 4, 2),
            new Stage(6, 96, 3, 1),
            new Stage(6, 160, 3, 2),
            new Stage(6, 320, 1, 1));

    private final Parts parts;

    /// As torchvision builds it.
    public MobileNetV2(int classes) {
        this(classes, ConvOptions.TORCHVISION);
    }

    public MobileNetV2(int classes, ConvOptions options) {
        super("MobileNetV2", options);
        Names names = new Names(this);
        Wiring wiring = new Wiring(names, options.padding());
        int value = wiring.conv(0, Wiring.Named.at("features.0", 0), ConvShape.dense(3, 32, 3, 2), Activation.RELU6);
        List<Integer> ends = new ArrayList<>(List.of(value));
        int channels = 32;
        for (Stage stage : STAGES) {
            for (int i = 0; i < stage.blocks; i++) {
                Block block = new Block(channels, stage.channels, stage.widening, i == 0 ? stage.stride : 1);
                value = block.wire(wiring, value, "features." + ends.size() + ".conv");
                ends.add(value);
                channels = stage.channels;
            }
        }
        wiring.conv(value, Wiring.Named.at("features.18", 0), ConvShape.point(channels, LAST), Activation.RELU6);
        var head = names.put("classifier.1", Layers.linear(LAST, classes, 0.01));
        parts = new Parts(wiring.steps(), ends.get(GRID_BLOCK), 96, head);
    }

    /// Widen, look round in every channel, narrow again without an activation.
    private record Block(int in, int out, int widening, int stride) {
        int wire(Wiring wiring, int input, String path) {
            int wide = in * widening;
            int part = 0;
            int value = input;
            if (widening > 1) {
                value = wiring.conv(
                        value, Wiring.Named.at(path + '.' + part++, 0), ConvShape.point(in, wide), Activation.RELU6);
            }
            value = wiring.conv(
                    value,
                    Wiring.Named.at(path + '.' + part++, 0),
                    ConvShape.depthwise(wide, 3, stride),
                    Activation.RELU6);
            value = wiring.conv(value, Wiring.Named.at(path, part), ConvShape.point(wide, out), Activation.NONE);
            return stride == 1 && in == out ? wiring.add(input, value, Activation.NONE) : value;
        }
    }

    @Override
    Parts parts() {
        return parts;
    }
}
