package dev.fovea.drawing;

/// Repeatable randomness over the plane: a function of place and seed, so that any pixel can be drawn on its own.
record Noise(long seed) {

    /// White noise, -1 to 1, one value per whole-numbered place.
    double white(int x, int y) {
        return (bits(x, y) >> 11) * 0x1p-52;
    }

    /// 64 bits for one place.
    long bits(int x, int y) {
        return mix(seed + 0x9E3779B97F4A7C15L * x + 0xC2B2AE3D27D4EB4FL * y);
    }

    /// Smooth noise, -1 to 1, with features about one unit wide.
    double smooth(double x, double y) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double across = ease(x - left);
        double down = ease(y - top);
        double upper = mean(white(left, top), white(left + 1, top), across);
        double lower = mean(white(left, top + 1), white(left + 1, top + 1), across);
        return mean(upper, lower, down);
    }

    private static double mean(double a, double b, double share) {
        return a + (b - a) * share;
    }

    private static double ease(double t) {
        return t * t * (3 - 2 * t);
    }

    /// The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
