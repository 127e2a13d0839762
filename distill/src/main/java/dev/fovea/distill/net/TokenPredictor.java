package dev.fovea.distill.net;

import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.LayerNormImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// Guesses what a [VisionTransformer] would make of patches it was not shown, from what it made of others (I-JEPA:
/// Assran et al., CVPR 2023, methods.md A5). A narrow transformer; dropped after training.
public final class TokenPredictor extends Module {
    /// The published default.
    private static final int DEPTH = 6;

    private final int width;
    private final Tensor mask;
    private final Tensor positions;
    private final LinearImpl into;
    private final List<VisionTransformer.Block> blocks;
    private final LayerNormImpl norm;
    private final LinearImpl out;

    /// @param encoder width of the transformer's tokens; half of it, in whole heads, is the predictor's own: 384 for
    ///   the base one's 768, as published
    public TokenPredictor(int encoder) {
        super("TokenPredictor");
        int heads = Math.max(1, encoder / 2 / VisionTransformer.HEAD_WIDTH);
        width = heads * VisionTransformer.HEAD_WIDTH;
        Names names = new Names(this);
        mask = names.parameter("mask_token", torch.normal_(torch.zeros(1, 1, width), 0, 0.02));
        positions =
                names.parameter("pos_embed", torch.normal_(torch.zeros(1, VisionTransformer.PLACES, width), 0, 0.02));
        into = names.put("embed", Layers.linear(encoder, width, 0.02));
        blocks = IntStream.range(0, DEPTH)
                .mapToObj(i -> VisionTransformer.Block.hang(names, "blocks." + i, width))
                .toList();
        norm = names.put("norm", Layers.layerNorm(width));
        out = names.put("proj", Layers.linear(width, encoder, 0.02));
    }

    /// @param seen what the transformer made of the patches shown, `[N, K, encoder]`
    /// @param shown their places, `[N, K]`
    /// @param asked the places to guess, `[N, T]`
    /// @return `[N, T, encoder]`
    public Tensor forward(Tensor seen, Tensor shown, Tensor asked) {
        Tensor all = positions.expand(seen.size(0), -1, -1);
        Tensor known = into.forward(seen).add(VisionTransformer.at(all, shown));
        Tensor unknown = VisionTransformer.at(all, asked).add(mask);
        Tensor x = torch.cat(new TensorVector(known, unknown), 1);
        for (VisionTransformer.Block block : blocks) {
            x = block.forward(x, block.attention(x));
        }
        return out.forward(norm.forward(x).narrow(1, shown.size(1), asked.size(1)));
    }
}
