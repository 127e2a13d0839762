package dev.fovea.distill.data;

/// How evenly the flash lights the retina. Factors on every pixel, so black stays black.
final class Light {
    /// White, yellow-green, cyan, orange and blue.
    private static final float[][] TINTS = {
        {1, 1, 1}, {0.9f, 1, 0.2f}, {0.5f, 0.9f, 0.9f}, {1, 0.7f, 0.3f}, {0.4f, 0.5f, 1}
    };

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

    /// Stray light from the edge of the field inward, in one of the tints that lamps and lenses give it.
    ///
    /// @param strength added at the edge, 0 to 1
    static void glare(Canvas canvas, double strength, Draws draws) {
        double angle = draws.between(0, 2 * Math.PI);
        float[] tint = TINTS[draws.below(TINTS.length)];
        double reach = draws.between(0.2, 0.9);
        float half = canvas.side / 2f;
        float across = (float) Math.cos(angle);
        float down = (float) Math.sin(angle);
        for (int y = 0; y < canvas.side; y++) {
            for (int x = 0; x < canvas.side; x++) {
                float place = (across * (x + 0.5f - half) + down * (y + 0.5f - half)) / half;
                float in = Math.min(1f, Math.max(0f, (place - 1) / (float) reach + 1));
                int at = y * canvas.side + x;
                float light = (float) strength * in * in * canvas.field(at);
                for (int channel = 0; light > 0 && channel < Canvas.CHANNELS; channel++) {
                    int pixel = channel * canvas.plane() + at;
                    canvas.planes[pixel] = Math.min(1, canvas.planes[pixel] + light * tint[channel]);
                }
            }
        }
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
