package dev.fovea.distill.net;

import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.LayerNormImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// ConvNeXt V2 (Woo et al., CVPR 2023) under timm's names: the teacher of KD-OCT is the large one, 196,424,451
/// parameters at three classes (methods.md B1), 0.8 GB of memory. Without stochastic depth. Between the mean and
/// the last layer stands a norm, so the last layer's weights give no exact class-activation map.
public final class ConvNeXtV2 extends Backbone {
    private static final double DEVIATION = 0.02;

    /// How many blocks and channels each of the four stages has.
    private record Size(List<Integer> blocks, List<Integer> channels) {}

    /// The stage on the 14 x 14 grid; the next one is the map.
    private static final int GRID_STAGE = 2;

    private final double dropout;
    private final Conv2dImpl stem;
    private final LayerNormImpl stemNorm;
    private final List<Stage> stages;
    private final LayerNormImpl norm;
    private final LinearImpl head;

    public static ConvNeXtV2 tiny(int classes) {
        return new ConvNeXtV2(classes, new Size(List.of(3, 3, 9, 3), List.of(96, 192, 384, 768)), 0);
    }

    public static ConvNeXtV2 base(int classes) {
        return new ConvNeXtV2(classes, new Size(List.of(3, 3, 27, 3), List.of(128, 256, 512, 1024)), 0);
    }

    /// With the dropout that KD-OCT gives its teacher.
    public static ConvNeXtV2 large(int classes) {
        return new ConvNeXtV2(classes, new Size(List.of(3, 3, 27, 3), List.of(192, 384, 768, 1536)), 0.3);
    }

    private ConvNeXtV2(int classes, Size size, double dropout) {
        super("ConvNeXtV2");
        this.dropout = dropout;
        Names names = new Names(this);
        int first = size.channels.getFirst();
        int last = size.channels.getLast();
        stem = names.put("stem.0", Layers.biased(ConvShape.dense(3, first, 4, 4), 0));
        stemNorm = names.put("stem.1", Layers.layerNorm(first));
        stages = IntStream.range(0, 4).mapToObj(s -> Stage.hang(names, s, size)).toList();
        norm = names.put("head.norm", Layers.layerNorm(last));
        head = names.put("head.fc", Layers.linear(last, classes, DEVIATION));
    }

    @Override
    public Tensor grid(Tensor images) {
        Tensor x = stemNorm.forward(Layers.channelsToEnd(stem.forward(images)));
        for (Stage stage : stages.subList(0, GRID_STAGE + 1)) {
            x = stage.forward(x);
        }
        return Layers.channelsToFront(x);
    }

    @Override
    public Tensor map(Tensor grid) {
        return Layers.channelsToFront(stages.getLast().forward(Layers.channelsToEnd(grid)));
    }

    @Override
    public Tensor logits(Tensor map) {
        Tensor pooled = norm.forward(Layers.pooled(map));
        return head.forward(dropout > 0 ? torch.dropout(pooled, dropout, is_training()) : pooled);
    }

    @Override
    public int gridChannels() {
        return (int) stages.get(GRID_STAGE).blocks.getFirst().norm.weight().size(0);
    }

    @Override
    public int mapChannels() {
        return (int) head.weight().size(1);
    }

    @Override
    public LinearImpl head() {
        return head;
    }

    /// A halving of the sides, which the first stage lacks, and the blocks. All on `[N, h, w, C]`.
    private record Stage(List<Halving> halving, List<Block> blocks) {
        static Stage hang(Names names, int index, Size size) {
            String path = "stages." + index;
            int channels = size.channels.get(index);
            List<Halving> halving = index == 0
                    ? List.of()
                    : List.of(Halving.hang(names, path + ".downsample", size.channels.get(index - 1), channels));
            List<Block> blocks = IntStream.range(0, size.blocks.get(index))
                    .mapToObj(b -> Block.hang(names, path + ".blocks." + b, channels))
                    .toList();
            return new Stage(halving, blocks);
        }

        Tensor forward(Tensor input) {
            Tensor x = input;
            for (Halving half : halving) {
                x = half.forward(x);
            }
            for (Block block : blocks) {
                x = block.forward(x);
            }
            return x;
        }
    }

    private record Halving(LayerNormImpl norm, Conv2dImpl conv) {
        static Halving hang(Names names, String path, int in, int out) {
            return new Halving(
                    names.put(path + ".0", Layers.layerNorm(in)),
                    names.put(path + ".1", Layers.biased(ConvShape.dense(in, out, 2, 2), 0)));
        }

        Tensor forward(Tensor x) {
            return Layers.channelsToEnd(conv.forward(Layers.channelsToFront(norm.forward(x))));
        }
    }

    private record Block(Conv2dImpl look, LayerNormImpl norm, LinearImpl wide, Response response, LinearImpl narrow) {
        static Block hang(Names names, String path, int channels) {
            return new Block(
                    names.put(path + ".conv_dw", Layers.biased(ConvShape.depthwise(channels, 7, 1), 3)),
                    names.put(path + ".norm", Layers.layerNorm(channels)),
                    names.put(path + ".mlp.fc1", Layers.linear(channels, 4 * channels, DEVIATION)),
                    Response.hang(names, path + ".mlp.grn", 4 * channels),
                    names.put(path + ".mlp.fc2", Layers.linear(4 * channels, channels, DEVIATION)));
        }

        Tensor forward(Tensor x) {
            Tensor seen = norm.forward(Layers.channelsToEnd(look.forward(Layers.channelsToFront(x))));
            return x.add(narrow.forward(response.forward(torch.gelu(wide.forward(seen)))));
        }
    }

    /// Global response normalisation: each channel by its length over the places against the mean length of all.
    private record Response(Tensor weight, Tensor bias) {
        static Response hang(Names names, String path, int channels) {
            return new Response(
                    names.parameter(path + ".weight", torch.zeros(channels)),
                    names.parameter(path + ".bias", torch.zeros(channels)));
        }

        Tensor forward(Tensor x) {
            Tensor length = x.norm(new ScalarOptional(new Scalar(2)), new long[] {1, 2}, true);
            Tensor mean = length.mean(new long[] {3}, true, new ScalarTypeOptional());
            Tensor share = length.div(mean.add(new Scalar(1e-6)));
            return x.add(bias.add(weight.mul(x.mul(share))));
        }
    }
}
