package dev.fovea.distill.train;

import dev.fovea.distill.net.Backbone;
import dev.fovea.distill.net.Classifier;
import dev.fovea.distill.net.VisionTransformer;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/// One way of a batch through a network, seen from outside.
///
/// @param logits `[N, C]`
/// @param features what the last layer reads, or the mean of the tokens, `[N, width]`
/// @param grid `[N, channels, 14, 14]`, of networks that have one
record Pass(Tensor logits, Tensor features, Optional<Tensor> grid) {
    static Pass of(Classifier network, Tensor images) {
        return switch (network) {
            case Backbone backbone -> {
                Tensor grid = backbone.grid(images);
                Tensor map = backbone.map(grid);
                yield new Pass(backbone.logits(map), map.mean(2, 3), Optional.of(grid));
            }
            case VisionTransformer transformer -> {
                VisionTransformer.Seen seen = transformer.see(images);
                yield new Pass(seen.logits(), seen.tokens().mean(1), Optional.empty());
            }
            default -> throw new TrainException("a network of this kind shows no features: " + network.getClass());
        };
    }

    /// Numbers in a picture's features.
    static int width(Classifier network) {
        return Math.toIntExact(network.head().weight().size(1));
    }
}
