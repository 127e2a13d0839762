package dev.fovea.distill.net;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Local colour normalisation as the first stage of a network: per channel, `(x - mean) / (deviation + floor)` inside
/// the lit field and 0 outside it. It takes the camera's colour and the fall-off of its light out of the picture (the
/// idea is Graham's, Kaggle Diabetic Retinopathy 2015, who subtracted a blurred copy), and because it is part of the
/// network it cannot differ between training and serving.
///
/// Mean and deviation are those of the lit part of overlapping squares, on a grid of half a square's side, and drawn
/// out to every place by straight lines. A square that a place belongs to is never empty where the place is lit, so
/// the edge of the field gets no rim. On a grid this costs a few passes over the image; a square round every place
/// would cost more than the rest of the network.
///
/// Its input is a value of 0 to 1 as `2 value - 1`.
///
/// @param kernel side of the square, pixels, a multiple of 4; half of it divides the image's side
/// @param floor added to the deviation, in units of the network's input, so that flat places stay flat
public record LocalNormalisation(int kernel, float floor) {
    /// What is darker than 0.05 in every channel is black, from 0.1 on lit, in between partly.
    public static final float BLACK = 0.9f;
    public static final float STEEPNESS = 10;
    /// Against a square without a lit place.
    public static final float EMPTY = 1e-3f;

    public LocalNormalisation {
        if (kernel < 8 || kernel % 4 != 0) {
            throw new IllegalArgumentException(
                    "local normalisation's kernel must be a multiple of 4 and at least 8, was " + kernel);
        }
        if (!(floor > 0) || Float.isInfinite(floor)) {
            throw new IllegalArgumentException("local normalisation's floor must be above 0, was " + floor);
        }
    }

    /// From square to square, pixels.
    public int stride() {
        return kernel / 2;
    }

    /// Of `[N, C, H, W]`.
    public Tensor apply(Tensor images) {
        if (images.size(2) % stride() != 0 || images.size(3) % stride() != 0) {
            throw new IllegalArgumentException("local normalisation with a kernel of " + kernel
                    + " needs sides that are multiples of " + stride() + ", had " + images.size(2) + " x "
                    + images.size(3));
        }
        Tensor lit = images.amax(new long[] {1}, true)
                .add(new Scalar(BLACK))
                .mul(new Scalar(STEEPNESS))
                .clamp(new ScalarOptional(new Scalar(0)), new ScalarOptional(new Scalar(1)));
        Tensor inside = images.mul(lit);
        Tensor share = grid(lit).add(new Scalar(EMPTY));
        Tensor mean = grid(inside).div(share);
        // Rounding can take a flat place's variance just below zero.
        Tensor variance = grid(inside.mul(images)).div(share).sub(mean.square());
        Tensor deviation = variance.relu_().sqrt_().add_(new Scalar(floor));
        return images.sub(everywhere(mean, images))
                .div(everywhere(deviation, images))
                .mul(lit);
    }

    private Tensor grid(Tensor x) {
        long[] square = {kernel, kernel};
        long[] steps = {stride(), stride()};
        long[] pads = {kernel / 4, kernel / 4};
        return torch.avg_pool2d(x, square, steps, pads, false, true, new LongOptional());
    }

    private static Tensor everywhere(Tensor grid, Tensor like) {
        long[] size = {like.size(2), like.size(3)};
        return torch.upsample_bilinear2d(grid, size, false, new DoubleOptional(), new DoubleOptional());
    }
}
