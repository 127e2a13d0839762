package dev.fovea.distill.train;

import dev.fovea.distill.data.Batch;
import dev.fovea.distill.data.Draws;
import dev.fovea.distill.net.Floats;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/// Mixes the pictures of a batch in pairs and asks for both answers in the same shares (Zhang et al., ICLR 2018).
/// Losses are mixed instead of labels, which is the same for cross-entropy and for a divergence from a teacher, and
/// needs no other loss.
///
/// @param alpha of the share's distribution, Beta(alpha, alpha): [#LEAST] to 1, or 0, which mixes nothing
/// @param seed of what is drawn; with the step's place in the course it settles all
record Mixup(double alpha, long seed) {
    /// Below it hardly a picture is mixed, and a share takes ever longer to draw.
    static final double LEAST = 0.01;

    /// A batch as it is learned from.
    ///
    /// @param images what the network sees
    /// @param own with the first of each pair
    /// @param other with the second
    /// @param share of the first
    record Mixed(Tensor images, Batch own, Batch other, double share) {
        /// @param each the loss as if the whole picture were what the batch says
        Tensor loss(Function<Batch, Tensor> each) {
            Tensor first = each.apply(own);
            return share == 1
                    ? first
                    : first.mul(new Scalar(share)).add(each.apply(other).mul(new Scalar(1 - share)));
        }
    }

    /// Of one view a picture.
    Mixed of(Objective.Lesson lesson) {
        Batch batch = lesson.batch();
        if (alpha == 0) {
            return new Mixed(lesson.images(), batch, batch, 1);
        }
        Draws draws =
                new Draws(Draws.seed(seed, Double.doubleToLongBits(lesson.when().progress())));
        double share = share(draws);
        int[] partners = draws.order(batch.count());
        Tensor order = Floats.near(
                lesson.images(),
                IntStream.of(partners).mapToLong(partner -> partner).toArray(),
                partners.length);
        Tensor images = lesson.images()
                .mul(new Scalar(share))
                .add(lesson.images().index_select(0, order).mul(new Scalar(1 - share)));
        return new Mixed(images, batch, swapped(batch, partners), share);
    }

    /// From Beta(alpha, alpha) with alpha at most 1, by Joehnk's method.
    double share(Draws draws) {
        while (true) {
            double one = Math.pow(draws.unit(), 1 / alpha);
            double other = Math.pow(draws.unit(), 1 / alpha);
            if (one + other > 0 && one + other <= 1) {
                return one / (one + other);
            }
        }
    }

    private static Batch swapped(Batch batch, int[] partners) {
        return new Batch(
                batch.images(),
                batch.count(),
                batch.views(),
                IntStream.of(partners).map(i -> batch.labels()[i]).toArray(),
                IntStream.of(partners).map(i -> batch.positions()[i]).toArray(),
                IntStream.of(partners).mapToDouble(i -> batch.haze()[i]).toArray());
    }
}
