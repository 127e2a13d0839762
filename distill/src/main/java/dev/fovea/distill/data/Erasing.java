package dev.fovea.distill.data;

import java.util.Arrays;

/// Random erasing (Zhong et al., AAAI 2020): a rectangle becomes the picture's mean, so that no single place
/// decides.
final class Erasing {
    private static final double ASPECT_MAX = 3;

    private Erasing() {}

    /// @param share of the picture's area
    static void apply(Canvas canvas, double share, Draws draws) {
        double aspect = Math.exp(draws.between(-1, 1) * Math.log(ASPECT_MAX));
        int side = canvas.side;
        int width = (int) Math.min(side, Math.round(side * Math.sqrt(share * aspect)));
        int height = (int) Math.min(side, Math.round(side * Math.sqrt(share / aspect)));
        int left = draws.below(side - width + 1);
        int top = draws.below(side - height + 1);
        for (int channel = 0; channel < Canvas.CHANNELS; channel++) {
            int from = channel * canvas.plane();
            double sum = 0;
            for (int i = from; i < from + canvas.plane(); i++) {
                sum += canvas.planes[i];
            }
            float mean = (float) (sum / canvas.plane());
            for (int y = top; y < top + height; y++) {
                Arrays.fill(canvas.planes, from + y * side + left, from + y * side + left + width, mean);
            }
        }
    }
}
