package dev.fovea.distill.data;

/// Mean and deviation of each channel inside the lit field: what a camera's colours are to a first look.
///
/// @param mean per channel, 0 to 1
/// @param deviation per channel
@SuppressWarnings("ArrayRecordComponent") // Read only, compared by nobody.
record Tone(double[] mean, double[] deviation) {
    /// Flat pictures are not blown up beyond this.
    private static final double STRETCH_MAX = 3;

    private static final double FLAT = 1e-3;

    static Tone of(Canvas canvas) {
        double[] sum = new double[Canvas.CHANNELS];
        double[] squares = new double[Canvas.CHANNELS];
        double weight = 0;
        int plane = canvas.plane();
        for (int i = 0; i < plane; i++) {
            float lit = canvas.field(i);
            weight += lit;
            for (int channel = 0; channel < Canvas.CHANNELS; channel++) {
                double value = canvas.planes[channel * plane + i];
                sum[channel] += lit * value;
                squares[channel] += lit * value * value;
            }
        }
        double[] deviation = new double[Canvas.CHANNELS];
        for (int channel = 0; channel < Canvas.CHANNELS; channel++) {
            sum[channel] /= Math.max(weight, 1);
            deviation[channel] =
                    Math.sqrt(Math.max(0, squares[channel] / Math.max(weight, 1) - sum[channel] * sum[channel]));
        }
        return new Tone(sum, deviation);
    }

    /// The change of colours that takes this tone a share of the way to the other.
    Change towards(Tone other, double share) {
        float[] factor = new float[Canvas.CHANNELS];
        float[] lift = new float[Canvas.CHANNELS];
        for (int channel = 0; channel < Canvas.CHANNELS; channel++) {
            double wanted = deviation[channel] + share * (other.deviation[channel] - deviation[channel]);
            double stretch = Math.clamp(wanted / Math.max(deviation[channel], FLAT), 0, STRETCH_MAX);
            double middle = mean[channel] + share * (other.mean[channel] - mean[channel]);
            factor[channel] = (float) stretch;
            lift[channel] = (float) (middle - stretch * mean[channel]);
        }
        return new Change(factor, lift);
    }

    /// `factor value + lift`, on the lit field only.
    @SuppressWarnings("ArrayRecordComponent") // Applied once, compared by nobody.
    record Change(float[] factor, float[] lift) {
        void apply(Canvas canvas) {
            int plane = canvas.plane();
            for (int i = 0; i < plane; i++) {
                float lit = canvas.field(i);
                for (int channel = 0; channel < Canvas.CHANNELS; channel++) {
                    int at = channel * plane + i;
                    float value = canvas.planes[at];
                    float changed = factor[channel] * value + lift[channel];
                    canvas.planes[at] = Math.min(1f, Math.max(0f, value + lit * (changed - value)));
                }
            }
        }
    }
}
