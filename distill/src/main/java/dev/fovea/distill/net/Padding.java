package dev.fovea.distill.net;

/// Where the zeros go round an image before a convolution.
public enum Padding {
    /// Half a kernel on every side, as torchvision does.
    SYMMETRIC {
        @Override
        Pads pads(int height, int width, ConvShape shape) {
            int half = shape.kernel() / 2;
            return new Pads(half, half, half, half);
        }
    },

    /// TensorFlow's SAME: as many as the output needs, the odd one after. At stride 2 on an even size that is
    /// nothing before and one after, so the same weights see an image shifted by one place.
    SAME {
        @Override
        Pads pads(int height, int width, ConvShape shape) {
            int rows = missing(height, shape);
            int columns = missing(width, shape);
            return new Pads(rows / 2, columns / 2, rows - rows / 2, columns - columns / 2);
        }
    };

    /// Rows and columns of zeros round an image.
    public record Pads(int top, int left, int bottom, int right) {}

    /// For an image of this size.
    abstract Pads pads(int height, int width, ConvShape shape);

    private static int missing(int size, ConvShape shape) {
        int out = Math.ceilDiv(size, shape.stride());
        return Math.max(0, (out - 1) * shape.stride() + shape.kernel() - size);
    }
}
