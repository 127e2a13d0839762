package dev.fovea.distill.net;

import java.util.List;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// A network of convolutions, batch norms, simple activations, additions and max pooling: the kind that
/// [dev.fovea.distill.export.StudentExport] can write down.
public abstract class ConvNetwork extends Backbone {
    /// What a constructor has made.
    ///
    /// @param steps all of them
    /// @param grid the number of the value that is the 14 x 14 grid; what follows reads nothing before it
    /// @param gridChannels of that value
    /// @param head the last layer
    record Parts(List<Step> steps, int grid, int gridChannels, LinearImpl head) {
        Parts {
            for (Step step : steps.subList(grid, steps.size())) {
                if (step.earliest() < grid) {
                    throw new IllegalArgumentException(step + " reads a value from before the grid");
                }
            }
        }
    }

    private final ConvOptions options;

    ConvNetwork(String name, ConvOptions options) {
        super(name);
        this.options = options;
    }

    abstract Parts parts();

    /// In the order they run.
    public final List<Step> steps() {
        return parts().steps();
    }

    public final ConvOptions options() {
        return options;
    }

    @Override
    public final Tensor grid(Tensor images) {
        Tensor input = options.normalisation().map(stage -> stage.apply(images)).orElse(images);
        return run(input, 0, parts().grid());
    }

    @Override
    public final Tensor map(Tensor grid) {
        return run(grid, parts().grid(), steps().size());
    }

    private Tensor run(Tensor start, int from, int to) {
        Tensor[] values = new Tensor[to + 1];
        values[from] = start;
        for (int i = from; i < to; i++) {
            values[i + 1] = steps().get(i).run(values);
        }
        return values[to];
    }

    @Override
    public final Tensor logits(Tensor map) {
        Tensor pooled = Layers.pooled(map);
        return head().forward(options.dropout() > 0 ? torch.dropout(pooled, options.dropout(), is_training()) : pooled);
    }

    /// The class-activation map `[N, C, h, w]`: its mean over the places plus the head's bias is the logits.
    public final Tensor activationMap(Tensor map) {
        Tensor weight = head().weight();
        return torch.conv2d(map, weight.reshape(weight.size(0), weight.size(1), 1, 1));
    }

    @Override
    public final int gridChannels() {
        return parts().gridChannels();
    }

    @Override
    public final int mapChannels() {
        return (int) head().weight().size(1);
    }

    @Override
    public final LinearImpl head() {
        return parts().head();
    }
}
