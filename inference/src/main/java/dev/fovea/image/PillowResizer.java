package dev.fovea.image;

import java.util.Arrays;

/// Pillow's antialiased bilinear resize of 8-bit pictures, to the bit (`Image.resize(size, Image.BILINEAR)`,
/// src/libImaging/Resample.c of Pillow 9.4): coefficients of 22 fractional bits, horizontal pass, rounding to 8 bit,
/// vertical pass, rounding to 8 bit. Not for more than one thread: it keeps its buffers.
final class PillowResizer implements Resizer {
    /// 32 bits less 8 of the pixel and 2 of head room.
    private static final int PRECISION_BITS = 22;

    private static final int HALF = 1 << (PRECISION_BITS - 1);

    private byte[] row = {};
    private byte[] narrow = {};
    private int[] sums = {};

    @Override
    public void resize(Pixels source, Framing framing, int width, int height, float[] planes) {
        Coefficients columns = Coefficients.of(framing.canvasWidth(), framing.left(), framing.width(), width);
        Coefficients rows = Coefficients.of(framing.canvasHeight(), framing.top(), framing.height(), height);
        int stride = Pixels.CHANNELS * width;
        grow(framing, stride);
        for (int y = 0; y < framing.height(); y++) {
            source.row(framing.y() + y, framing.x(), framing.width(), row);
            narrow(columns, width, y * stride);
        }
        // As signed bytes, which the vertical pass adds up by vector instructions.
        Pixels.toSigned(narrow, 0, stride * framing.height());
        for (int y = 0; y < height; y++) {
            Arrays.fill(sums, 0, stride, HALF + 128 * rows.total(y));
            for (int tap = 0; tap < rows.count[y]; tap++) {
                int from = (rows.first[y] + tap) * stride;
                accumulate(narrow, from, rows.values[y * rows.stride + tap], sums, stride);
            }
            store(width, planes, y * width, width * height);
        }
    }

    private void grow(Framing framing, int stride) {
        if (row.length < Pixels.CHANNELS * framing.width()) {
            row = new byte[Pixels.CHANNELS * framing.width()];
        }
        if (narrow.length < stride * framing.height()) {
            narrow = new byte[stride * framing.height()];
        }
        if (sums.length < stride) {
            sums = new int[stride];
        }
    }

    /// The horizontal pass over one source row.
    private void narrow(Coefficients columns, int width, int to) {
        int[] values = columns.values;
        for (int x = 0; x < width; x++) {
            int from = Pixels.CHANNELS * columns.first[x];
            int value = x * columns.stride;
            int blue = HALF;
            int green = HALF;
            int red = HALF;
            for (int tap = 0; tap < columns.count[x]; tap++, from += Pixels.CHANNELS) {
                int share = values[value + tap];
                blue += share * (row[from] & 0xff);
                green += share * (row[from + 1] & 0xff);
                red += share * (row[from + 2] & 0xff);
            }
            int at = to + Pixels.CHANNELS * x;
            narrow[at] = (byte) clip(blue);
            narrow[at + 1] = (byte) clip(green);
            narrow[at + 2] = (byte) clip(red);
        }
    }

    private static void accumulate(byte[] rows, int from, int share, int[] sums, int length) {
        for (int i = 0; i < length; i++) {
            sums[i] += share * rows[from + i];
        }
    }

    private void store(int width, float[] planes, int at, int plane) {
        for (int x = 0; x < width; x++) {
            planes[at + x] = clip(sums[3 * x + 2]);
            planes[at + x + plane] = clip(sums[3 * x + 1]);
            planes[at + x + 2 * plane] = clip(sums[3 * x]);
        }
    }

    private static int clip(int sum) {
        return Math.clamp(sum >> PRECISION_BITS, 0, 255);
    }

    /// As [Taps], in Pillow's fixed point.
    @SuppressWarnings("ArrayRecordComponent") // Read in inner loops, compared by nobody.
    private record Coefficients(int[] first, int[] count, int[] values, int stride) {
        int total(int output) {
            int total = 0;
            for (int tap = 0; tap < count[output]; tap++) {
                total += values[output * stride + tap];
            }
            return total;
        }

        static Coefficients of(int canvas, int offset, int length, int size) {
            double scale = (double) canvas / size;
            double support = Math.max(scale, 1);
            int stride = (int) Math.ceil(support) * 2 + 1;
            Coefficients all = new Coefficients(new int[size], new int[size], new int[size * stride], stride);
            double[] weights = new double[stride];
            for (int i = 0; i < size; i++) {
                double centre = (i + 0.5) * scale;
                int begin = Math.max(0, (int) (centre - support + 0.5));
                int end = Math.min(canvas, (int) (centre + support + 0.5));
                double total = 0;
                for (int at = begin; at < end; at++) {
                    weights[at - begin] = Math.max(0, 1 - Math.abs((at - centre + 0.5) * (1 / support)));
                    total += weights[at - begin];
                }
                int from = Math.clamp(begin, offset, offset + length);
                int to = Math.clamp(end, from, offset + length);
                all.first[i] = Math.min(from - offset, length - 1);
                all.count[i] = to - from;
                for (int at = from; at < to; at++) {
                    double weight = total == 0 ? weights[at - begin] : weights[at - begin] / total;
                    all.values[i * stride + at - from] = (int) (0.5 + weight * (1 << PRECISION_BITS));
                }
            }
            return all;
        }
    }
}
