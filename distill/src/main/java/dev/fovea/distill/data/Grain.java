package dev.fovea.distill.data;

/// Sensor noise, each channel its own.
final class Grain {
    /// The standard deviation of the sum of four numbers even in 0 to 65,535.
    private static final double SPREAD = 65536 * Math.sqrt(4 / 12.0);

    private Grain() {}

    /// Near to Gaussian (a sum of four even numbers, from one draw): the exact one would cost more than all the
    /// rest.
    ///
    /// @param deviation standard, on the 0..1 scale
    static void add(Canvas canvas, double deviation, Draws draws) {
        float scale = (float) (deviation / SPREAD);
        float[] planes = canvas.planes;
        for (int i = 0; i < planes.length; i++) {
            long bits = draws.next();
            int sum = (int) (bits & 0xffff)
                    + (int) ((bits >>> 16) & 0xffff)
                    + (int) ((bits >>> 32) & 0xffff)
                    + (int) (bits >>> 48);
            planes[i] += scale * (sum - 131070);
        }
    }
}
