package dev.fovea.image;

import java.util.Arrays;

/// Resizes by area average where an axis shrinks and bilinearly where it grows, in floats throughout. Not for more than
/// one thread: it keeps its row buffers.
final class AreaResizer implements Resizer {
    private byte[] row = {};
    private float[] sums = {};

    @Override
    public void resize(Pixels source, Framing framing, int width, int height, float[] planes) {
        Taps columns = Taps.of(framing.canvasWidth(), framing.left(), framing.width(), width);
        Taps rows = Taps.of(framing.canvasHeight(), framing.top(), framing.height(), height);
        int length = Pixels.CHANNELS * framing.width();
        if (row.length < length) {
            row = new byte[length];
            sums = new float[length];
        }
        for (int y = 0; y < height; y++) {
            sumRows(source, framing, rows, y, length);
            spread(columns, width, planes, y * width, width * height);
        }
    }

    /// The weighted sum of the source rows of one output row. Rows come before columns because this loop, which sees
    /// every source pixel, then runs over whole rows and is compiled to vector instructions. Those convert signed
    /// bytes only, hence the values are taken as 128 less and the difference is put in up front.
    private void sumRows(Pixels source, Framing framing, Taps rows, int y, int length) {
        float[] weights = rows.weights();
        int from = y * rows.stride();
        float total = 0;
        for (int tap = 0; tap < rows.count()[y]; tap++) {
            total += weights[from + tap];
        }
        Arrays.fill(sums, 0, length, 128 * total);
        for (int tap = 0; tap < rows.count()[y]; tap++) {
            source.row(framing.y() + rows.first()[y] + tap, framing.x(), framing.width(), row);
            Pixels.toSigned(row, 0, length);
            accumulate(row, weights[from + tap], sums, length);
        }
    }

    private static void accumulate(byte[] row, float weight, float[] sums, int length) {
        for (int i = 0; i < length; i++) {
            sums[i] += weight * row[i];
        }
    }

    /// One output row from the weighted sum of source rows; turns blue-green-red into three planes.
    private void spread(Taps columns, int width, float[] planes, int at, int plane) {
        float[] weights = columns.weights();
        for (int x = 0; x < width; x++) {
            int from = Pixels.CHANNELS * columns.first()[x];
            int weight = x * columns.stride();
            float blue = 0;
            float green = 0;
            float red = 0;
            for (int tap = 0; tap < columns.count()[x]; tap++, from += Pixels.CHANNELS) {
                float share = weights[weight + tap];
                blue += share * sums[from];
                green += share * sums[from + 1];
                red += share * sums[from + 2];
            }
            planes[at + x] = red;
            planes[at + x + plane] = green;
            planes[at + x + 2 * plane] = blue;
        }
    }
}
