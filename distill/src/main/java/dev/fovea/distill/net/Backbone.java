package dev.fovea.distill.net;

import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Tensor;

/// A classification network in the three pieces that distillation and export need.
///
/// Shapes for N images of 224 x 224 pixels and C classes; parameters are named as torchvision and timm name them,
/// so that their published weights load.
public abstract class Backbone extends Classifier {
    protected Backbone(String name) {
        super(name);
    }

    /// Features on the 14 x 14 grid, `[N, gridChannels, 14, 14]`: what the projectors of cross-architecture
    /// distillation read.
    public abstract Tensor grid(Tensor images);

    /// From the grid to the last spatial features, `[N, mapChannels, h, w]`.
    public abstract Tensor map(Tensor grid);

    /// The mean of the map over its places (and dropout while training), then one linear layer: `[N, C]`.
    public abstract Tensor logits(Tensor map);

    public abstract int gridChannels();

    public abstract int mapChannels();

    /// The linear layer; its weights times the map, place by place, are the class-activation map.
    @Override
    public abstract LinearImpl head();

    /// `[N, C]`.
    @Override
    public final Tensor forward(Tensor images) {
        return logits(map(grid(images)));
    }
}
