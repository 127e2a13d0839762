package dev.fovea.distill.data;

/// Local colour normalisation (after Graham's winning entry to Kaggle's diabetic retinopathy contest, 2015):
/// each pixel's distance from its surroundings, about mid-grey. Not an augmentation: a network trained with it
/// needs it at serving.
public final class LocalColour {
    private static final float GAIN = 4;

    private LocalColour() {}

    /// @param planes CHW in RGB order, 0 to 1; changed in place to 0.5 + 4 (pixel - surroundings), cut to 0..1;
    ///     what is black around the field becomes 0.5
    /// @param reach the standard deviation of the surroundings' Gaussian, as a share of the side
    public static void apply(float[] planes, int side, double reach) {
        Canvas canvas = new Canvas(side, planes);
        Canvas around = new Canvas(side, planes.clone());
        float[] field = new float[canvas.plane()];
        Canvas weight = new Canvas(side, new float[planes.length]);
        for (int i = 0; i < field.length; i++) {
            field[i] = canvas.field(i);
            for (int channel = 0; channel < Canvas.CHANNELS; channel++) {
                weight.planes[channel * field.length + i] = field[i];
                around.planes[channel * field.length + i] *= field[i];
            }
        }
        // Weighted by the field, so that the black around it does not darken the surroundings at its edge.
        Sharpness.blur(around, reach * side);
        Sharpness.blur(weight, reach * side);
        for (int i = 0; i < planes.length; i++) {
            float surroundings = around.planes[i] / Math.max(weight.planes[i], 1e-3f);
            float value = 0.5f + GAIN * (planes[i] - surroundings) * field[i % field.length];
            planes[i] = Math.min(1f, Math.max(0f, value));
        }
    }
}
