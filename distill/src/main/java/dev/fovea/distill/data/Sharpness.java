package dev.fovea.distill.data;

import java.util.Arrays;

/// What optics and small sensors take away.
final class Sharpness {
    /// Below this standard deviation a blur changes less than the eighth bit.
    private static final double LEAST = 0.2;

    private Sharpness() {}

    /// Gaussian; the picture's outermost pixels are repeated beyond its edge.
    ///
    /// @param deviation standard, pixels
    static void blur(Canvas canvas, double deviation) {
        if (deviation < LEAST) {
            return;
        }
        float[] kernel = kernel(deviation);
        float[] turned = new float[canvas.planes.length];
        rows(canvas.planes, canvas.side, kernel, turned);
        transpose(turned, canvas.side, canvas.planes);
        rows(canvas.planes, canvas.side, kernel, turned);
        transpose(turned, canvas.side, canvas.planes);
    }

    /// Made smaller by `scale` and as large again.
    ///
    /// @param scale 1 and above changes nothing
    static void lower(Canvas canvas, double scale) {
        int small = (int) Math.max(4, Math.round(canvas.side * scale));
        if (small < canvas.side) {
            Canvas back = canvas.resized(small).resized(canvas.side);
            System.arraycopy(back.planes, 0, canvas.planes, 0, canvas.planes.length);
        }
    }

    /// From the middle outward, one side; both sides add up to 1.
    private static float[] kernel(double deviation) {
        int radius = (int) Math.ceil(3 * deviation);
        double[] weights = new double[radius + 1];
        double total = 0;
        for (int i = 0; i <= radius; i++) {
            weights[i] = Math.exp(-0.5 * i * i / (deviation * deviation));
            total += i == 0 ? weights[i] : 2 * weights[i];
        }
        float[] kernel = new float[radius + 1];
        for (int i = 0; i <= radius; i++) {
            kernel[i] = (float) (weights[i] / total);
        }
        return kernel;
    }

    /// Along each row, into `into`. A row is copied with its edges repeated, so that the inner loop has no
    /// condition and is compiled to vector instructions.
    private static void rows(float[] planes, int side, float[] kernel, float[] into) {
        int radius = kernel.length - 1;
        float[] padded = new float[side + 2 * radius];
        for (int from = 0; from < planes.length; from += side) {
            Arrays.fill(padded, 0, radius, planes[from]);
            System.arraycopy(planes, from, padded, radius, side);
            Arrays.fill(padded, radius + side, padded.length, planes[from + side - 1]);
            for (int x = 0; x < side; x++) {
                into[from + x] = kernel[0] * padded[radius + x];
            }
            for (int tap = 1; tap <= radius; tap++) {
                add(padded, radius - tap, radius + tap, kernel[tap], into, from, side);
            }
        }
    }

    private static void add(float[] padded, int before, int after, float weight, float[] into, int from, int count) {
        for (int x = 0; x < count; x++) {
            into[from + x] += weight * (padded[before + x] + padded[after + x]);
        }
    }

    private static void transpose(float[] planes, int side, float[] into) {
        int plane = side * side;
        for (int from = 0; from < planes.length; from += plane) {
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    into[from + x * side + y] = planes[from + y * side + x];
                }
            }
        }
    }
}
