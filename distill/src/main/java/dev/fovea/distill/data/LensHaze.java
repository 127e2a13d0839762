package dev.fovea.distill.data;

/// A clouded lens of known severity, as the drawn eyes have it: the retina is blurred and a pale veil of
/// scattered light lies over it. What a cataract looks like to the camera, not what it is.
///
/// At severity s, with m the veil's unevenness about 1: picture = (1 - 0.8 s m) blurred + 0.8 s m veil, on the
/// lit field only. Share and tint (165 : 150 : 98) are the drawn eyes'; that the veil is 1.35 times as bright
/// as the field is our judgement, so that it follows the camera's exposure.
final class LensHaze {
    private static final double VEIL_SHARE = 0.8;
    /// Of mean 1.
    private static final float[] TINT = {165 / 137.7f, 150 / 137.7f, 98 / 137.7f};
    private static final double BRIGHTER = 1.35;
    /// Of the side, at severity 1; the drawn eyes blur by 0.013 of the field's radius.
    private static final double BLUR = 0.013 / 2;
    private static final double UNEVEN = 0.25;

    private LensHaze() {}

    /// @param severity 0 to 1
    /// @return the severity
    static double apply(Canvas canvas, double severity, Draws draws) {
        float[] field = new float[canvas.plane()];
        for (int i = 0; i < field.length; i++) {
            field[i] = canvas.field(i);
        }
        double brightness = Math.min(BRIGHTER * lit(canvas, field), 0.8);
        Sharpness.blur(canvas, BLUR * severity * canvas.side);
        double angle = draws.between(0, 2 * Math.PI);
        double across = Math.cos(angle);
        double down = Math.sin(angle);
        double slope = UNEVEN * draws.unit();
        float half = canvas.side / 2f;
        for (int y = 0; y < canvas.side; y++) {
            for (int x = 0; x < canvas.side; x++) {
                int at = y * canvas.side + x;
                double place = (across * (x - half) + down * (y - half)) / half;
                float veil = (float) Math.clamp(VEIL_SHARE * severity * (1 + slope * place) * field[at], 0, 1);
                for (int channel = 0; channel < Canvas.CHANNELS; channel++) {
                    int pixel = channel * canvas.plane() + at;
                    float light = (float) Math.min(1, brightness * TINT[channel]);
                    canvas.planes[pixel] += veil * (light - canvas.planes[pixel]);
                }
            }
        }
        return severity;
    }

    /// The mean brightness of the field, 0 when nothing is lit.
    private static double lit(Canvas canvas, float[] field) {
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < field.length; i++) {
            float all = canvas.planes[i] + canvas.planes[i + field.length] + canvas.planes[i + 2 * field.length];
            sum += field[i] * all / Canvas.CHANNELS;
            weight += field[i];
        }
        return weight == 0 ? 0 : sum / weight;
    }
}
