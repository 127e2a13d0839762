package dev.fovea.distill.net;

/// The sums behind [CameraSpace#figures].
final class PictureFigures {
    private static final int CHANNELS = 3;

    private final float[] values;
    private final float[] lit;
    private final int side;
    private final double[] figures;

    /// @param image CHW, 0 to 1 as `2 value - 1`
    PictureFigures(float[] image, int side) {
        this.side = side;
        int plane = side * side;
        values = new float[image.length];
        lit = new float[plane];
        for (int i = 0; i < image.length; i++) {
            values[i] = image[i] / 2 + 0.5f;
        }
        for (int i = 0; i < plane; i++) {
            float brightest = Math.max(image[i], Math.max(image[i + plane], image[i + 2 * plane]));
            lit[i] = Math.clamp((brightest + LocalNormalisation.BLACK) * LocalNormalisation.STEEPNESS, 0f, 1f);
        }
        figures = new double[2 * CHANNELS + 3 + CHANNELS * CameraSpace.levels(side)];
    }

    double[] all() {
        tones();
        details();
        return figures;
    }

    private void tones() {
        int plane = side * side;
        double[] mean = new double[CHANNELS];
        double[] square = new double[CHANNELS];
        double[] green = new double[CHANNELS];
        double weight = 0;
        for (int i = 0; i < plane; i++) {
            weight += lit[i];
            for (int channel = 0; channel < CHANNELS; channel++) {
                double value = values[channel * plane + i];
                mean[channel] += lit[i] * value;
                square[channel] += lit[i] * value * value;
                green[channel] += lit[i] * value * values[plane + i];
            }
        }
        double all = weight + CameraSpace.SMALL * plane;
        double[] deviation = new double[CHANNELS];
        for (int channel = 0; channel < CHANNELS; channel++) {
            mean[channel] /= all;
            deviation[channel] =
                    Math.sqrt(Math.max(0, square[channel] / all - mean[channel] * mean[channel]) + CameraSpace.TINY);
            figures[channel] = Math.log(mean[channel] + CameraSpace.DARK);
            figures[CHANNELS + channel] = Math.log(deviation[channel] + CameraSpace.FLAT);
        }
        for (int i = 0; i < 2; i++) {
            int channel = 2 * i;
            figures[2 * CHANNELS + i] = (green[channel] / all - mean[channel] * mean[1])
                    / (deviation[channel] * deviation[1] + CameraSpace.SMALL);
        }
        figures[2 * CHANNELS + 2] = weight / plane;
    }

    /// Variance inside blocks, on blocks that are lit all over.
    private void details() {
        float[] picture = values;
        float[] share = lit;
        int from = side;
        for (int level = 0; level < CameraSpace.levels(side); level++) {
            int to = from / 2;
            float[] smaller = new float[CHANNELS * to * to];
            float[] smallerShare = new float[to * to];
            double[] sum = new double[CHANNELS];
            double weight = 0;
            for (int i = 0; i < to * to; i++) {
                int at = i / to * 2 * from + i % to * 2;
                smallerShare[i] = (share[at] + share[at + 1] + share[at + from] + share[at + from + 1]) / 4;
                float counts = Math.max(0, smallerShare[i] * CameraSpace.LIT_STEEPNESS - CameraSpace.LIT_STEEPNESS + 1);
                weight += counts;
                for (int channel = 0; channel < CHANNELS; channel++) {
                    int first = channel * from * from + at;
                    float a = picture[first];
                    float b = picture[first + 1];
                    float c = picture[first + from];
                    float d = picture[first + from + 1];
                    float mean = (a + b + c + d) / 4;
                    smaller[channel * to * to + i] = mean;
                    sum[channel] += counts * Math.max(0, (a * a + b * b + c * c + d * d) / 4 - mean * mean);
                }
            }
            for (int channel = 0; channel < CHANNELS; channel++) {
                double variance = sum[channel] / (weight + CameraSpace.SMALL * to * to);
                figures[2 * CHANNELS + 3 + CHANNELS * level + channel] = Math.log(variance + CameraSpace.SMOOTH);
            }
            picture = smaller;
            share = smallerShare;
            from = to;
        }
    }
}
