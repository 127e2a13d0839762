package dev.fovea.distill.data;

import java.util.List;

/// What one epoch shows.
///
/// @param samples all there are
/// @param order positions in `samples`, in the order they come; from [Sampler]
/// @param size of a batch; the last may be smaller
/// @param views of each sample
/// @param seed of the epoch, `Draws.seed(run, epoch)`: with it each view is settled
@SuppressWarnings("ArrayRecordComponent") // Read only, compared by nobody.
public record Plan(List<Sample> samples, int[] order, int size, int views, long seed) {
    public Plan {
        if (size < 1 || views < 1) {
            throw new IllegalArgumentException(
                    "a batch needs at least 1 sample and 1 view, had " + size + " and " + views);
        }
        samples = List.copyOf(samples);
        order = order.clone();
    }

    /// Every sample once, in order, one view: for validation and tests.
    public static Plan inOrder(List<Sample> samples, int size) {
        int[] order = new int[samples.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        return new Plan(samples, order, size, 1, 0);
    }

    /// How many there will be.
    public int batches() {
        return Math.ceilDiv(order.length, size);
    }
}
