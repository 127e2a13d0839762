package dev.fovea.distill.net;

import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.LayerNormImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// ViT/16 at 224 x 224 (Dosovitskiy et al., ICLR 2021) under timm's names: the teacher of cross-architecture
/// distillation. The base one has 85,801,732 parameters at four classes (methods.md A1). It is no [Backbone]: it
/// answers from its class token, not from the mean of a map.
public final class VisionTransformer extends Classifier {
    private static final int PATCH = 16;
    /// Patches along each side.
    public static final int SIDE = 14;

    static final int PLACES = SIDE * SIDE;
    static final int HEAD_WIDTH = 64;
    private static final int DEPTH = 12;

    private final int width;
    private final Tensor classToken;
    private final Tensor positions;
    private final Conv2dImpl patches;
    private final List<Block> blocks;
    private final LayerNormImpl norm;
    private final LinearImpl head;

    public static VisionTransformer tiny(int classes) {
        return new VisionTransformer(classes, 192);
    }

    public static VisionTransformer small(int classes) {
        return new VisionTransformer(classes, 384);
    }

    public static VisionTransformer base(int classes) {
        return new VisionTransformer(classes, 768);
    }

    private VisionTransformer(int classes, int width) {
        super("VisionTransformer");
        this.width = width;
        Names names = new Names(this);
        classToken = names.parameter("cls_token", torch.normal_(torch.zeros(1, 1, width), 0, 1e-6));
        positions = names.parameter("pos_embed", torch.normal_(torch.zeros(1, PLACES + 1, width), 0, 0.02));
        patches = names.put("patch_embed.proj", patches(width));
        blocks = IntStream.range(0, DEPTH)
                .mapToObj(i -> Block.hang(names, "blocks." + i, width))
                .toList();
        norm = names.put("norm", Layers.layerNorm(width));
        head = names.put("head", Layers.linear(width, classes, 0.02));
    }

    private static Conv2dImpl patches(int width) {
        return Layers.biased(ConvShape.dense(3, width, PATCH, PATCH), 0);
    }

    /// One pass seen from outside: what a student learns from. The class token is left out of everything but the
    /// logits.
    ///
    /// @param logits `[N, C]`
    /// @param tokens after the last norm, `[N, 196, width]`, row by row of the 14 x 14 grid
    /// @param queries of the last block, `[N, heads, 196, 64]`
    /// @param keys likewise
    /// @param values likewise
    public record Seen(Tensor logits, Tensor tokens, Tensor queries, Tensor keys, Tensor values) {}

    /// Queries, keys and values of all tokens, `[N, heads, 197, 64]` each.
    record Attention(Tensor queries, Tensor keys, Tensor values) {
        Tensor mixed() {
            Tensor mixed = torch.scaled_dot_product_attention(queries, keys, values);
            return mixed.transpose(1, 2).flatten(2, 3);
        }
    }

    @Override
    public Tensor forward(Tensor images) {
        Tensor x = embed(images);
        for (Block block : blocks) {
            x = block.forward(x, block.attention(x));
        }
        return head.forward(norm.forward(x.narrow(1, 0, 1)).squeeze(1));
    }

    /// The same pass, with what a student learns from.
    public Seen see(Tensor images) {
        Tensor x = embed(images);
        Block last = blocks.getLast();
        for (Block block : blocks.subList(0, blocks.size() - 1)) {
            x = block.forward(x, block.attention(x));
        }
        Attention attention = last.attention(x);
        Tensor all = norm.forward(last.forward(x, attention));
        return new Seen(
                head.forward(all.select(1, 0)),
                all.narrow(1, 1, PLACES),
                attention.queries.narrow(2, 1, PLACES),
                attention.keys.narrow(2, 1, PLACES),
                attention.values.narrow(2, 1, PLACES));
    }

    /// What it makes of some of the patches alone, `[N, K, width]` after the last norm. The class token goes with
    /// them and is left out of the answer.
    ///
    /// @param places `[N, K]`, numbers of patches, row by row of the 14 x 14 grid
    public Tensor tokens(Tensor images, Tensor places) {
        Tensor all = embed(images);
        Tensor x = torch.cat(new TensorVector(all.narrow(1, 0, 1), at(all.narrow(1, 1, PLACES), places)), 1);
        for (Block block : blocks) {
            x = block.forward(x, block.attention(x));
        }
        return norm.forward(x).narrow(1, 1, places.size(1));
    }

    /// The tokens at these places.
    ///
    /// @param tokens `[N, 196, width]`
    /// @param places `[N, K]`
    public static Tensor at(Tensor tokens, Tensor places) {
        return tokens.gather(1, places.unsqueeze(2).expand(-1, -1, tokens.size(2)));
    }

    private Tensor embed(Tensor images) {
        Tensor places = patches.forward(images).flatten(2, 3).transpose(1, 2);
        Tensor first = classToken.expand(images.size(0), -1, -1);
        return torch.cat(new TensorVector(first, places), 1).add(positions);
    }

    /// Of one token.
    public int width() {
        return width;
    }

    public int heads() {
        return width / HEAD_WIDTH;
    }

    @Override
    public LinearImpl head() {
        return head;
    }

    record Block(
            LayerNormImpl before,
            LinearImpl qkv,
            LinearImpl proj,
            LayerNormImpl between,
            LinearImpl wide,
            LinearImpl narrow) {
        static Block hang(Names names, String path, int width) {
            return new Block(
                    names.put(path + ".norm1", Layers.layerNorm(width)),
                    names.put(path + ".attn.qkv", Layers.linear(width, 3 * width, 0.02)),
                    names.put(path + ".attn.proj", Layers.linear(width, width, 0.02)),
                    names.put(path + ".norm2", Layers.layerNorm(width)),
                    names.put(path + ".mlp.fc1", Layers.linear(width, 4 * width, 0.02)),
                    names.put(path + ".mlp.fc2", Layers.linear(4 * width, width, 0.02)));
        }

        Attention attention(Tensor x) {
            Tensor three = qkv.forward(before.forward(x));
            long heads = three.size(2) / (3 * HEAD_WIDTH);
            Tensor parts =
                    three.reshape(x.size(0), x.size(1), 3, heads, HEAD_WIDTH).permute(2, 0, 3, 1, 4);
            return new Attention(parts.select(0, 0), parts.select(0, 1), parts.select(0, 2));
        }

        Tensor forward(Tensor x, Attention attention) {
            Tensor attended = x.add(proj.forward(attention.mixed()));
            return attended.add(narrow.forward(torch.gelu(wide.forward(between.forward(attended)))));
        }
    }
}
