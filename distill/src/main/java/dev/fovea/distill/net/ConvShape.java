package dev.fovea.distill.net;

/// What a square convolution looks like.
///
/// @param in channels
/// @param out channels
/// @param kernel side, odd
/// @param stride in both directions
/// @param groups `in` for a depthwise convolution
public record ConvShape(int in, int out, int kernel, int stride, int groups) {
    public ConvShape {
        if (in < 1 || out < 1 || kernel < 1 || stride < 1 || groups < 1 || in % groups != 0 || out % groups != 0) {
            throw new IllegalArgumentException("no such convolution: " + in + " to " + out + " channels, kernel "
                    + kernel + ", stride " + stride + ", groups " + groups);
        }
    }

    static ConvShape dense(int in, int out, int kernel, int stride) {
        return new ConvShape(in, out, kernel, stride, 1);
    }

    static ConvShape point(int in, int out) {
        return new ConvShape(in, out, 1, 1, 1);
    }

    static ConvShape depthwise(int channels, int kernel, int stride) {
        return new ConvShape(channels, channels, kernel, stride, channels);
    }

    /// Of an axis of this size with these zeros round it.
    public int sizeAfter(int padded) {
        return (padded - kernel) / stride + 1;
    }
}
