package dev.fovea.distill.data;

/// Flip, rotation, scale, shift and resize in one bilinear pass over bytes. What comes from outside is black.
///
/// @param from the side of the pictures that come in, pixels
/// @param to the side of the pictures that go out, pixels
/// @param flip left and right swapped, before anything else
/// @param angle anticlockwise as seen, radians
/// @param zoom above 1 the picture grows and its edges are cut
/// @param right how far the picture moves right, as a share of the side
/// @param down how far it moves down
record Warp(int from, int to, boolean flip, double angle, double zoom, double right, double down) {
    /// A resize and nothing else.
    static Warp plain(int from, int to) {
        return new Warp(from, to, false, 0, 1, 0, 0);
    }

    float[] apply(byte[] bytes) {
        int plane = to * to;
        float[] planes = new float[Canvas.CHANNELS * plane];
        double scale = from / (to * zoom);
        double cosine = Math.cos(angle) * scale;
        double sine = Math.sin(angle) * scale;
        double mirror = flip ? -1 : 1;
        double middle = to / 2.0;
        for (int y = 0; y < to; y++) {
            double dy = y + 0.5 - middle - down * to;
            double dx = 0.5 - middle - right * to;
            double startX = from / 2.0 - 0.5 + mirror * (cosine * dx - sine * dy);
            double startY = from / 2.0 - 0.5 + sine * dx + cosine * dy;
            row(bytes, planes, y * to, new double[] {startX, startY, mirror * cosine, sine});
        }
        return planes;
    }

    /// @param line where the row starts in the source, and the step from pixel to pixel: x, y, x, y
    private void row(byte[] bytes, float[] planes, int out, double[] line) {
        int plane = to * to;
        int stride = Canvas.CHANNELS * from;
        float last = from - 1;
        for (int x = 0; x < to; x++) {
            float sourceX = (float) (line[0] + x * line[2]);
            float sourceY = (float) (line[1] + x * line[3]);
            if (sourceX <= -0.51f || sourceY <= -0.51f || sourceX >= last + 0.51f || sourceY >= last + 0.51f) {
                continue;
            }
            // Half a pixel beyond the outermost centres is still the picture.
            sourceX = Math.min(last, Math.max(0, sourceX));
            sourceY = Math.min(last, Math.max(0, sourceY));
            int left = Math.min((int) sourceX, from - 2);
            int top = Math.min((int) sourceY, from - 2);
            float across = sourceX - left;
            float downward = sourceY - top;
            float a = (1 - across) * (1 - downward) / 255;
            float b = across * (1 - downward) / 255;
            float c = (1 - across) * downward / 255;
            float d = across * downward / 255;
            int at = top * stride + Canvas.CHANNELS * left;
            for (int channel = 0; channel < Canvas.CHANNELS; channel++, at++) {
                planes[channel * plane + out + x] = a * (bytes[at] & 0xff)
                        + b * (bytes[at + 3] & 0xff)
                        + c * (bytes[at + stride] & 0xff)
                        + d * (bytes[at + stride + 3] & 0xff);
            }
        }
    }
}
