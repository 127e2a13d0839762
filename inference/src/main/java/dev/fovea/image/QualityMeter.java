package dev.fovea.image;

import dev.fovea.image.FrameReader.Frame;
import dev.fovea.model.Laterality;
import dev.fovea.model.Quality;

/// Measures a copy of the picture of a fixed size, so that the figures depend neither on the camera's resolution
/// nor on the network's input. Not for more than one thread: it keeps its buffers.
final class QualityMeter {
    /// Side of the measured copy, pixels.
    static final int SIDE = 224;

    /// Figures are taken inside this share of the copy's inscribed circle: the edge of the field is not the retina.
    private static final double INNER = 0.93;

    /// Darker than this (brightest channel, 0 to 255) is the black around the field and not a dark retina.
    private static final float BLACK_MAX = 6;

    /// From this value of green on a place is burnt out: red saturates in healthy photographs, but the vessels
    /// show in green.
    private static final float BURNT_MIN = 247;

    private final Sharpness sharpness = new Sharpness();
    private final DiscFinder disc = new DiscFinder();
    private final float[] luma = new float[SIDE * SIDE];
    private final boolean[] lit = new boolean[SIDE * SIDE];

    /// @param planes red, green and blue planes of the copy, each value 0 to 255
    Measured measure(float[] planes, Frame frame, InputSpec.Modality modality) {
        boolean round = modality == InputSpec.Modality.FUNDUS;
        int plane = SIDE * SIDE;
        int count = 0;
        int burnt = 0;
        double sum = 0;
        double squares = 0;
        double colour = 0;
        double redness = 0;
        for (int i = 0; i < plane; i++) {
            float red = planes[i];
            float green = planes[i + plane];
            float blue = planes[i + 2 * plane];
            float brightest = Math.max(red, Math.max(green, blue));
            float light = 0.299f * red + 0.587f * green + 0.114f * blue;
            boolean inside = !round || (inner(i) && brightest >= BLACK_MAX);
            luma[i] = light;
            lit[i] = inside && (!round || brightest >= FieldFinder.LIT_MIN);
            if (inside) {
                count++;
                sum += light;
                squares += (double) light * light;
                burnt += green >= BURNT_MIN ? 1 : 0;
                colour += (brightest - Math.min(red, Math.min(green, blue))) / Math.max(brightest, 1);
                redness += red - blue;
            }
        }
        double n = Math.max(1, count);
        double mean = sum / n;
        double deviation = Math.sqrt(Math.max(0, squares / n - mean * mean));
        sharpness.measure(luma, lit);
        Quality quality = new Quality(
                frame.header().uprightWidth(),
                frame.header().uprightHeight(),
                mean / 255,
                burnt / n,
                deviation / 255,
                sharpness.value(),
                frame.field().share(),
                round ? disc.eye(planes) : Laterality.UNKNOWN);
        return new Measured(
                quality,
                sharpness.detail() / 255,
                colour / n,
                redness / n / 255,
                frame.field().round(),
                frame.field().spill());
    }

    private static boolean inner(int i) {
        double radius = INNER * SIDE / 2;
        int row = i / SIDE;
        double dx = i % SIDE - (SIDE - 1) / 2.0;
        double dy = row - (SIDE - 1) / 2.0;
        return dx * dx + dy * dy < radius * radius;
    }
}
