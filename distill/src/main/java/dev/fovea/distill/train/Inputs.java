package dev.fovea.distill.train;

import dev.fovea.distill.data.Batch;
import dev.fovea.distill.net.Classifier;
import dev.fovea.distill.net.Floats;
import dev.fovea.image.InputSpec;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/// From Java's numbers to a network's input.
final class Inputs {
    private Inputs() {}

    /// `[views x count, 3, side, side]`, 0 to 1.
    ///
    /// @param network where its weights are, there the pictures go
    static Tensor raw(Batch batch, InputSpec spec, Classifier network) {
        return Floats.near(
                network.head().weight(),
                batch.images(),
                (long) batch.views() * batch.count(),
                3,
                spec.height(),
                spec.width());
    }

    /// (value - mean) / std, channels last.
    static Tensor normalised(Tensor raw, InputSpec spec) {
        Tensor mean = perChannel(raw, spec.mean());
        Tensor std = perChannel(raw, spec.std());
        return raw.sub(mean).div(std).contiguous(MemoryFormat.ChannelsLast);
    }

    private static Tensor perChannel(Tensor like, List<Double> values) {
        float[] numbers = new float[3];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = values.get(i).floatValue();
        }
        return Floats.near(like, numbers, 1, 3, 1, 1);
    }
}
