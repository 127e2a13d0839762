package dev.fovea.distill.net;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Local colour normalisation as the first stage of a network: per channel, `(x - mean) / (deviation + floor)`,
/// both taken over a square round each place and, at the border, over the part of it inside the image. It takes the
/// camera's colour and the fall-off of its light out of the picture, and because it is part of the network it
/// cannot differ between training and serving.
///
/// The means are taken along rows and then along columns. A rectangle's mean is the mean of its rows' means, so
/// that is exact, and it costs 2k instead of k x k per place.
///
/// @param kernel side of the square, odd, at least 3
/// @param floor added to the deviation, in units of the network's input, so that flat places stay flat
public record LocalNormalisation(int kernel, float floor) {
    public LocalNormalisation {
        if (kernel < 3 || kernel % 2 == 0) {
            throw new IllegalArgumentException(
                    "local normalisation's kernel must be odd and at least 3, was " + kernel);
        }
        if (!(floor > 0) || Float.isInfinite(floor)) {
            throw new IllegalArgumentException("local normalisation's floor must be above 0, was " + floor);
        }
    }

    /// Of `[N, C, H, W]`, both sides at least half a kernel.
    public Tensor apply(Tensor images) {
        Tensor mean = localMean(images);
        Tensor variance = localMean(images.square()).sub(mean.square());
        // Rounding can take a flat place's variance just below zero.
        Tensor deviation = variance.relu_().sqrt_();
        return images.sub(mean).div(deviation.add_(new Scalar(floor)));
    }

    private Tensor localMean(Tensor x) {
        return pool(pool(x, 1, kernel), kernel, 1);
    }

    private static Tensor pool(Tensor x, int height, int width) {
        return torch.avg_pool2d(
                x,
                new long[] {height, width},
                new long[] {1, 1},
                new long[] {height / 2, width / 2},
                false,
                false,
                new LongOptional());
    }
}
