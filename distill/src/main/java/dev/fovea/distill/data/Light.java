package dev.fovea.distill.data;

/// How evenly the flash lights the retina. Factors on every pixel, so black stays black.
final class Light {
    private Light() {}

    /// One side brighter by `strength`, the other darker by as much, straight between.
    ///
    /// @param angle where it is brightest, radians from the right, downward
    static void gradient(Canvas canvas, double strength, double angle) {
        float half = canvas.side / 2f;
        float across = (float) (strength * Math.cos(angle) / half);
        float down = (float) (strength * Math.sin(angle) / half);
        float[] factors = new float[canvas.plane()];
        for (int y = 0; y < canvas.side; y++) {
            for (int x = 0; x < canvas.side; x++) {
                factors[y * canvas.side + x] = 1 + across * (x + 0.5f - half) + down * (y + 0.5f - half);
            }
        }
        multiply(canvas, factors);
    }

    /// Darker by `strength` at half the side from the middle, with the square of the distance.
    static void vignette(Canvas canvas, double strength) {
        float half = canvas.side / 2f;
        float[] factors = new float[canvas.plane()];
        for (int y = 0; y < canvas.side; y++) {
            float down = (y + 0.5f - half) / half;
            for (int x = 0; x < canvas.side; x++) {
                float across = (x + 0.5f - half) / half;
                factors[y * canvas.side + x] = Math.max(0, 1 - (float) strength * (across * across + down * down));
            }
        }
        multiply(canvas, factors);
    }

    private static void multiply(Canvas canvas, float[] factors) {
        for (int channel = 0; channel < Canvas.CHANNELS; channel++) {
            int from = channel * factors.length;
            for (int i = 0; i < factors.length; i++) {
                canvas.planes[from + i] *= factors[i];
            }
        }
    }
}
