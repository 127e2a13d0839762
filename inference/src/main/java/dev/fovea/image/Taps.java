package dev.fovea.image;

/// For one axis: which source pixels make each output pixel, and how much each counts. Source pixels are those of the
/// cropped rectangle; the black of the canvas around it counts nothing, so its taps are left out, but the weights are
/// those of the whole canvas.
///
/// @param first per output pixel, the first source pixel
/// @param count per output pixel, how many follow; 0 where the canvas is all black
/// @param weights `stride` per output pixel
@SuppressWarnings("ArrayRecordComponent") // Read in inner loops, compared by nobody.
record Taps(int[] first, int[] count, float[] weights, int stride) {

    /// Area average with fractional coverage when the axis shrinks, bilinear with half-pixel centres when it grows.
    ///
    /// @param canvas the axis of the canvas, pixels
    /// @param offset where the rectangle begins on it
    /// @param length of the rectangle
    /// @param size of the output
    static Taps of(int canvas, int offset, int length, int size) {
        return canvas >= size ? area(canvas, offset, length, size) : bilinear(canvas, offset, length, size);
    }

    private static Taps area(int canvas, int offset, int length, int size) {
        double scale = (double) canvas / size;
        Taps taps = empty(size, (int) Math.ceil(scale) + 1);
        for (int i = 0; i < size; i++) {
            double from = i * scale;
            double to = Math.min(canvas, from + scale);
            int begin = Math.max(offset, (int) from);
            int end = Math.min(offset + length, (int) Math.ceil(to));
            taps.first[i] = Math.clamp(begin - offset, 0, length - 1);
            for (int at = begin; at < end; at++) {
                double covered = Math.min(to, at + 1) - Math.max(from, at);
                if (covered > 0) {
                    taps.add(i, covered / scale);
                }
            }
        }
        return taps;
    }

    private static Taps bilinear(int canvas, int offset, int length, int size) {
        double scale = (double) canvas / size;
        Taps taps = empty(size, 2);
        for (int i = 0; i < size; i++) {
            double centre = Math.clamp((i + 0.5) * scale - 0.5, 0, canvas - 1);
            int at = Math.min((int) centre, Math.max(0, canvas - 2));
            double right = centre - at;
            taps.first[i] = Math.clamp(at - offset, 0, length - 1);
            if (at >= offset && at < offset + length) {
                taps.add(i, 1 - right);
            }
            if (at + 1 >= offset && at + 1 < offset + length) {
                taps.add(i, right);
            }
        }
        return taps;
    }

    private static Taps empty(int size, int stride) {
        return new Taps(new int[size], new int[size], new float[size * stride], stride);
    }

    private void add(int output, double weight) {
        weights[output * stride + count[output]++] = (float) weight;
    }
}
