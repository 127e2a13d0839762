package dev.fovea.distill.net;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.BatchNorm2dImpl;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// EfficientNet (Tan and Le, ICML 2019) under timm's names, with symmetric padding: the student of KD-OCT is its
/// b2, 7,705,221 parameters at three classes (methods.md B1). Without stochastic depth.
public final class EfficientNet extends Backbone {
    /// How much wider and deeper than b0, and the dropout that goes with it.
    private record Scale(double width, double depth, double dropout) {
        /// To the nearest eight, but never more than a tenth less.
        int channels(int base) {
            double wanted = base * width;
            int rounded = Math.max(8, (int) (wanted + 4) / 8 * 8);
            return rounded < 0.9 * wanted ? rounded + 8 : rounded;
        }

        int blocks(int base) {
            return (int) Math.ceil(base * depth);
        }
    }

    /// A run of like blocks of b0, as table 1 of the paper has them.
    private record Stage(int widening, int kernel, int channels, int blocks, int stride) {}

    private static final List<Stage> STAGES = List.of(
            new Stage(1, 3, 16, 1, 1),
            new Stage(6, 3, 24, 2, 2),
            new Stage(6, 5, 40, 2, 2),
            new Stage(6, 3, 80, 3, 2),
            new Stage(6, 5, 112, 3, 1),
            new Stage(6, 5, 192, 4, 2),
            new Stage(6, 3, 320, 1, 1));

    /// The last stage on the 14 x 14 grid.
    private static final int GRID_STAGE = 4;

    private final double dropout;
    private final Unit stem;
    private final List<Block> toGrid;
    private final List<Block> fromGrid;
    private final Unit last;
    private final LinearImpl head;
    private final int gridChannels;

    public static EfficientNet b0(int classes) {
        return new EfficientNet(classes, new Scale(1, 1, 0.2));
    }

    public static EfficientNet b2(int classes) {
        return new EfficientNet(classes, new Scale(1.1, 1.2, 0.3));
    }

    private EfficientNet(int classes, Scale scale) {
        super("EfficientNet");
        dropout = scale.dropout;
        Names names = new Names(this);
        int channels = scale.channels(32);
        stem = Unit.hang(names, "conv_stem", "bn1", ConvShape.dense(3, channels, 3, 2));
        List<Block> blocks = new ArrayList<>();
        int grid = 0;
        int onGrid = 0;
        for (int s = 0; s < STAGES.size(); s++) {
            Stage stage = STAGES.get(s);
            int out = scale.channels(stage.channels);
            for (int b = 0; b < scale.blocks(stage.blocks); b++) {
                ConvShape look =
                        ConvShape.depthwise(channels * stage.widening, stage.kernel, b == 0 ? stage.stride : 1);
                blocks.add(Block.hang(names, "blocks." + s + '.' + b, new Sizes(channels, look, out)));
                channels = out;
            }
            if (s == GRID_STAGE) {
                grid = blocks.size();
                onGrid = channels;
            }
        }
        toGrid = List.copyOf(blocks.subList(0, grid));
        fromGrid = List.copyOf(blocks.subList(grid, blocks.size()));
        gridChannels = onGrid;
        last = Unit.hang(names, "conv_head", "bn2", ConvShape.point(channels, scale.channels(1280)));
        head = names.put("classifier", Layers.linear(scale.channels(1280), classes, 0.01));
    }

    /// A convolution and its norm.
    private record Unit(Conv2dImpl conv, BatchNorm2dImpl norm) {
        static Unit hang(Names names, String conv, String norm, ConvShape shape) {
            return new Unit(
                    names.put(conv, Layers.conv(shape, shape.kernel() / 2)), names.put(norm, Layers.norm(shape.out())));
        }

        Tensor linear(Tensor x) {
            return norm.forward(conv.forward(x));
        }

        Tensor active(Tensor x) {
            return torch.silu(linear(x));
        }
    }

    /// Weighs the channels by a look at all places: down to a quarter of the block's input, and up again.
    private record Excite(Conv2dImpl reduce, Conv2dImpl expand) {
        static Excite hang(Names names, String path, int channels, int narrow) {
            return new Excite(
                    names.put(path + ".conv_reduce", Layers.biased(ConvShape.point(channels, narrow), 0)),
                    names.put(path + ".conv_expand", Layers.biased(ConvShape.point(narrow, channels), 0)));
        }

        Tensor forward(Tensor x) {
            Tensor narrow = torch.silu(reduce.forward(Layers.pooledInPlace(x)));
            return x.mul(expand.forward(narrow).sigmoid());
        }
    }

    /// Channels in, the depthwise convolution between, channels out.
    private record Sizes(int in, ConvShape look, int out) {
        boolean adds() {
            return look.stride() == 1 && in == out;
        }
    }

    /// Widen (absent where the widening is one), look round, weigh the channels, narrow.
    private record Block(List<Unit> widen, Unit look, Excite excite, Unit narrow, boolean adds) {
        static Block hang(Names names, String path, Sizes sizes) {
            int wide = sizes.look.out();
            boolean widens = wide > sizes.in;
            List<Unit> widen = widens
                    ? List.of(Unit.hang(names, path + ".conv_pw", path + ".bn1", ConvShape.point(sizes.in, wide)))
                    : List.of();
            Unit look = Unit.hang(names, path + ".conv_dw", path + (widens ? ".bn2" : ".bn1"), sizes.look);
            Excite excite = Excite.hang(names, path + ".se", wide, sizes.in / 4);
            Unit narrow = Unit.hang(
                    names,
                    path + (widens ? ".conv_pwl" : ".conv_pw"),
                    path + (widens ? ".bn3" : ".bn2"),
                    ConvShape.point(wide, sizes.out));
            return new Block(widen, look, excite, narrow, sizes.adds());
        }

        Tensor forward(Tensor x) {
            Tensor value = x;
            for (Unit unit : widen) {
                value = unit.active(value);
            }
            value = narrow.linear(excite.forward(look.active(value)));
            return adds ? value.add(x) : value;
        }
    }

    @Override
    public Tensor grid(Tensor images) {
        Tensor value = stem.active(images);
        for (Block block : toGrid) {
            value = block.forward(value);
        }
        return value;
    }

    @Override
    public Tensor map(Tensor grid) {
        Tensor value = grid;
        for (Block block : fromGrid) {
            value = block.forward(value);
        }
        return last.active(value);
    }

    @Override
    public Tensor logits(Tensor map) {
        return head.forward(torch.dropout(Layers.pooled(map), dropout, is_training()));
    }

    @Override
    public int gridChannels() {
        return gridChannels;
    }

    @Override
    public int mapChannels() {
        return (int) head.weight().size(1);
    }

    @Override
    public LinearImpl head() {
        return head;
    }
}
