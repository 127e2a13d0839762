package dev.fovea.distill.net;

import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/// A network that answers with one score per class, whatever it is made of.
///
/// Build networks outside any `PointerScope`: a scope frees what was made in it.
public abstract class Classifier extends Module {
    protected Classifier(String name) {
        super(name);
    }

    /// `[N, C]` from `[N, 3, H, W]`.
    public abstract Tensor forward(Tensor images);

    /// The last linear layer, the one that is exchanged for another task.
    public abstract LinearImpl head();

    /// Lays the weights of the convolutions out with their channels last: 1.3 to 1.7 times faster in training on a
    /// processor (training.md 4). Same numbers; feed images in the same layout.
    public final void channelsLast() {
        TensorVector all = parameters();
        for (long i = 0; i < all.size(); i++) {
            Tensor parameter = all.get(i);
            if (parameter.dim() == 4) {
                parameter.set_data(parameter.data().contiguous(MemoryFormat.ChannelsLast));
            }
        }
    }
}
