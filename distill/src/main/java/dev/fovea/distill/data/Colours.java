package dev.fovea.distill.data;

/// The colour statistics of a picture: mean and standard deviation of each channel, inside the lit field only.
///
/// @param means red, green, blue, 0 to 1
/// @param deviations likewise
@SuppressWarnings("ArrayRecordComponent") // Six numbers; never compared.
public record Colours(double[] means, double[] deviations) {
    /// A channel flatter than this has no deviation that could be widened.
    private static final double FLAT = 1e-3;

    /// @param planes CHW in RGB order, 0 to 1
    public static Colours of(float[] planes, int side) {
        return of(new Canvas(side, planes));
    }

    static Colours of(Canvas canvas) {
        double[] means = new double[Canvas.CHANNELS];
        double[] deviations = new double[Canvas.CHANNELS];
        for (int channel = 0; channel < Canvas.CHANNELS; channel++) {
            double weight = 0;
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < canvas.plane(); i++) {
                float field = canvas.field(i);
                double value = canvas.planes[channel * canvas.plane() + i];
                weight += field;
                sum += field * value;
                squares += field * value * value;
            }
            means[channel] = weight == 0 ? 0 : sum / weight;
            deviations[channel] = weight == 0 ? 0 : Math.sqrt(Math.max(0, squares / weight - square(means[channel])));
        }
        return new Colours(means, deviations);
    }

    private static double square(double value) {
        return value * value;
    }

    /// All six.
    public double[] numbers() {
        return new double[] {means[0], means[1], means[2], deviations[0], deviations[1], deviations[2]};
    }

    /// Gives the picture these statistics; black around the field stays black.
    void give(Canvas canvas) {
        Colours own = of(canvas);
        for (int i = 0; i < canvas.plane(); i++) {
            float field = canvas.field(i);
            for (int channel = 0; channel < Canvas.CHANNELS; channel++) {
                int at = channel * canvas.plane() + i;
                double stretch = own.deviations[channel] < FLAT ? 1 : deviations[channel] / own.deviations[channel];
                double given = means[channel] + stretch * (canvas.planes[at] - own.means[channel]);
                canvas.planes[at] += (float) (field * (given - canvas.planes[at]));
            }
        }
    }
}
