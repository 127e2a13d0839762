package dev.fovea.distill.train;

import dev.fovea.distill.data.Batch;
import dev.fovea.image.InputSpec;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/// From Java's numbers to a network's input.
final class Inputs {
    private Inputs() {}

    /// `[views x count, 3, side, side]`, 0 to 1.
    static Tensor raw(Batch batch, InputSpec spec) {
        return Tensor.create(batch.images(), (long) batch.views() * batch.count(), 3, spec.height(), spec.width());
    }

    /// (value - mean) / std, channels last.
    static Tensor normalised(Tensor raw, InputSpec spec) {
        Tensor mean = perChannel(spec.mean());
        Tensor std = perChannel(spec.std());
        return raw.sub(mean).div(std).contiguous(MemoryFormat.ChannelsLast);
    }

    private static Tensor perChannel(List<Double> values) {
        float[] numbers = new float[3];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = values.get(i).floatValue();
        }
        return Tensor.create(numbers, 1, 3, 1, 1);
    }
}
