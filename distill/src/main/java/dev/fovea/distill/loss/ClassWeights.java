package dev.fovea.distill.loss;

import dev.fovea.distill.net.Floats;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/// How much a picture counts by its class.
///
/// @param each one per class, above 0
public record ClassWeights(List<Double> each) {
    public ClassWeights {
        each = List.copyOf(each);
        if (each.isEmpty() || each.stream().anyMatch(weight -> !(weight > 0) || weight.isInfinite())) {
            throw new IllegalArgumentException("class weights must be above 0, were " + each);
        }
    }

    /// All the same.
    public static ClassWeights even(int classes) {
        return new ClassWeights(Collections.nCopies(classes, 1.0));
    }

    /// n / (C n_c): classes count equally together, and the mean over the pictures is 1.
    public static ClassWeights balanced(int[] labels, int classes) {
        long[] counts = new long[classes];
        Arrays.stream(labels).forEach(label -> counts[label]++);
        if (Arrays.stream(counts).anyMatch(count -> count == 0)) {
            throw new IllegalArgumentException("a class without pictures has no weight: " + Arrays.toString(counts));
        }
        return new ClassWeights(Arrays.stream(counts)
                .mapToObj(count -> (double) labels.length / ((double) classes * count))
                .toList());
    }

    /// The weight of each picture, `[N]`.
    Tensor of(Tensor labels) {
        float[] values = new float[each.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = each.get(i).floatValue();
        }
        return Floats.near(labels, values, values.length).gather(0, labels);
    }
}
