package dev.fovea.distill.data;

/// Brightness, contrast, saturation and hue as one affine map of the colours, the identity at 1, 1, 1, 0.
///
/// Hue turns the chroma plane of YIQ, which is linear and close to a turn of HSV's circle for the small angles
/// used. Black stays black but for contrast, which is taken about the mean of the lit field and on the lit
/// field only.
///
/// @param brightness factor
/// @param contrast factor of the distance from the mean
/// @param saturation factor of the distance from grey
/// @param hue turn of the colour circle, 0.5 is the opposite colour
record ColourJitter(double brightness, double contrast, double saturation, double hue) {
    private static final double[] LUMA = {0.299, 0.587, 0.114};
    /// Rows I and Q of NTSC's YIQ.
    private static final double[][] CHROMA = {{0.595716, -0.274453, -0.321263}, {0.211456, -0.522591, 0.311135}};
    /// Back from I and Q to RGB.
    private static final double[][] BACK = {{0.9563, 0.6210}, {-0.2721, -0.6474}, {-1.1070, 1.7046}};

    void apply(Canvas canvas) {
        if (brightness == 1 && contrast == 1 && saturation == 1 && hue == 0) {
            return;
        }
        double[][] matrix = matrix();
        float offset = (float) ((1 - contrast) * brightness * litMean(canvas));
        float[] planes = canvas.planes;
        int plane = canvas.plane();
        float[] m = new float[9];
        for (int i = 0; i < 9; i++) {
            m[i] = (float) (brightness * contrast * matrix[i / 3][i % 3]);
        }
        for (int i = 0; i < plane; i++) {
            float lift = offset == 0 ? 0 : offset * canvas.field(i);
            float red = planes[i];
            float green = planes[i + plane];
            float blue = planes[i + 2 * plane];
            planes[i] = unit(m[0] * red + m[1] * green + m[2] * blue + lift);
            planes[i + plane] = unit(m[3] * red + m[4] * green + m[5] * blue + lift);
            planes[i + 2 * plane] = unit(m[6] * red + m[7] * green + m[8] * blue + lift);
        }
    }

    /// Saturation and hue: grey is kept, chroma is turned and stretched.
    private double[][] matrix() {
        double turn = 2 * Math.PI * hue;
        double cosine = saturation * Math.cos(turn);
        double sine = saturation * Math.sin(turn);
        double[][] matrix = new double[3][3];
        for (int column = 0; column < 3; column++) {
            double i = cosine * CHROMA[0][column] - sine * CHROMA[1][column];
            double q = sine * CHROMA[0][column] + cosine * CHROMA[1][column];
            for (int row = 0; row < 3; row++) {
                matrix[row][column] = LUMA[column] + BACK[row][0] * i + BACK[row][1] * q;
            }
        }
        return matrix;
    }

    private static double litMean(Canvas canvas) {
        double sum = 0;
        long count = 0;
        int plane = canvas.plane();
        for (int i = 0; i < plane; i++) {
            if (canvas.field(i) >= 1) {
                for (int channel = 0; channel < Canvas.CHANNELS; channel++) {
                    sum += LUMA[channel] * canvas.planes[i + channel * plane];
                }
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    /// Each channel by its own factor.
    static void channels(Canvas canvas, double red, double green, double blue) {
        float[] factors = {(float) red, (float) green, (float) blue};
        int plane = canvas.plane();
        for (int i = 0; i < canvas.planes.length; i++) {
            canvas.planes[i] = unit(canvas.planes[i] * factors[i / plane]);
        }
    }

    /// value^exponent, by a table of 1024 steps and straight lines between them.
    static void gamma(Canvas canvas, double exponent) {
        int steps = 1024;
        float[] table = new float[steps + 2];
        for (int i = 0; i <= steps + 1; i++) {
            table[i] = (float) Math.pow((double) i / steps, exponent);
        }
        float[] planes = canvas.planes;
        for (int i = 0; i < planes.length; i++) {
            float place = unit(planes[i]) * steps;
            int below = (int) place;
            planes[i] = table[below] + (place - below) * (table[below + 1] - table[below]);
        }
    }

    private static float unit(float value) {
        return Math.min(1f, Math.max(0f, value));
    }
}
