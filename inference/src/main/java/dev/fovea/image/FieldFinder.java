package dev.fovea.image;

/// Finds the field of view on a small copy of the picture, by the rule the training photographs were cut with: a copy
/// 256 pixels wide, box averaged; a pixel is lit when its brightest channel is above 22; the field spans the rows and
/// columns of which more than 12 % is lit. Not for more than one thread: it keeps its buffers.
final class FieldFinder {
    /// Width of the small copy, pixels.
    static final int SIDE = 256;

    /// The copy of a picture taller than this many times its width is squashed to it.
    private static final int TALL_MAX = 4;

    /// Channel values are rounded to whole numbers before the comparison with 22.
    static final float LIT_MIN = 22.5f;

    /// Below the rule's light, yet not the black of a mask: a dark part of the retina is still in the picture.
    private static final float DIM_MIN = 12;

    /// The share of a row or column that must be lit.
    private static final double LIT_SHARE = 0.12;

    /// A square picture whose field is at least this share of it, and as well centred, was cropped by this rule
    /// before. It is taken whole: each further crop would shave off another pixel.
    private static final double CROPPED_SHARE = 0.98;

    private static final double CENTRED_SHARE = 0.01;

    /// Twice as many points as rows and columns at the most.
    private static final int POINTS_MAX = 2 * (SIDE + TALL_MAX * SIDE);

    private final AreaResizer resizer = new AreaResizer();
    private final float[] pointsX = new float[POINTS_MAX];
    private final float[] pointsY = new float[POINTS_MAX];
    private float[] planes = {};
    private float[] light = {};
    private int height;
    private int points;

    FieldOfView find(Pixels pixels) {
        measureLight(pixels);
        int[] columns = span(true);
        int[] rows = span(false);
        if (columns[1] == 0 || rows[1] == 0) {
            return new FieldOfView(Framing.whole(pixels), 0, 0, 0);
        }
        Framing framing = framing(pixels, columns, rows);
        collectEdge();
        double side = Math.max(columns[1] - columns[0], rows[1] - rows[0]);
        return Circle.through(pointsX, pointsY, points, 0.4 * side, 0.8 * side)
                .map(circle -> look(framing, circle))
                .orElse(new FieldOfView(framing, 0, 0, 0));
    }

    /// Fills `light` with the brightest channel of each pixel of the small copy.
    private void measureLight(Pixels pixels) {
        long tall = Math.round((double) SIDE * pixels.height() / pixels.width());
        height = Math.clamp(tall, 1, TALL_MAX * SIDE);
        int plane = SIDE * height;
        if (light.length < plane) {
            light = new float[plane];
            planes = new float[3 * plane];
        }
        resizer.resize(pixels, Framing.whole(pixels), SIDE, height, planes);
        for (int i = 0; i < plane; i++) {
            light[i] = Math.max(planes[i], Math.max(planes[i + plane], planes[i + 2 * plane]));
        }
    }

    /// From the first to behind the last column (or row) that is lit; two zeros when none is.
    private int[] span(boolean ofColumns) {
        int lines = ofColumns ? SIDE : height;
        int across = ofColumns ? height : SIDE;
        int[] span = {0, 0};
        for (int line = 0; line < lines; line++) {
            int lit = 0;
            for (int i = 0; i < across; i++) {
                lit += light[ofColumns ? i * SIDE + line : line * SIDE + i] >= LIT_MIN ? 1 : 0;
            }
            if (lit > LIT_SHARE * across) {
                span[0] = span[1] == 0 ? line : span[0];
                span[1] = line + 1;
            }
        }
        return span;
    }

    private Framing framing(Pixels pixels, int[] columns, int[] rows) {
        int x = (int) ((long) columns[0] * pixels.width() / SIDE);
        int y = (int) ((long) rows[0] * pixels.height() / height);
        int width = Math.ceilDiv(columns[1] * pixels.width(), SIDE) - x;
        int tall = Math.ceilDiv(rows[1] * pixels.height(), height) - y;
        boolean croppedBefore = pixels.width() == pixels.height()
                && Math.max(width, tall) >= CROPPED_SHARE * pixels.width()
                && Math.abs(x + width / 2.0 - pixels.width() / 2.0) <= CENTRED_SHARE * pixels.width()
                && Math.abs(y + tall / 2.0 - pixels.height() / 2.0) <= CENTRED_SHARE * pixels.height();
        return croppedBefore ? Framing.whole(pixels) : Framing.square(x, y, width, tall);
    }

    /// The first and last lit pixel of each row and column, unless it is at the picture's own edge, where the field
    /// does not end but is cut.
    private void collectEdge() {
        points = 0;
        for (int y = 0; y < height; y++) {
            collect(y * SIDE, 1, SIDE, y, false);
        }
        for (int x = 0; x < SIDE; x++) {
            collect(x, SIDE, height, x, true);
        }
    }

    private void collect(int start, int step, int count, int line, boolean ofColumn) {
        int first = 0;
        while (first < count && light[start + first * step] < LIT_MIN) {
            first++;
        }
        int last = count - 1;
        while (last > first && light[start + last * step] < LIT_MIN) {
            last--;
        }
        if (first > 0 && first < count) {
            add(ofColumn ? line : first, ofColumn ? first : line);
        }
        if (last > first && last < count - 1) {
            add(ofColumn ? line : last, ofColumn ? last : line);
        }
    }

    private void add(int x, int y) {
        pointsX[points] = x;
        pointsY[points] = y;
        points++;
    }

    private FieldOfView look(Framing framing, Circle circle) {
        int inside = 0;
        int outside = 0;
        int spilt = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < SIDE; x++) {
                double distance = circle.distance(x, y);
                float value = light[y * SIDE + x];
                if (distance <= circle.radius() + 0.5) {
                    inside += value >= DIM_MIN ? 1 : 0;
                } else if (distance > circle.radius() + 2 * Circle.TOLERANCE) {
                    outside++;
                    spilt += value >= LIT_MIN ? 1 : 0;
                }
            }
        }
        double area = Math.PI * (circle.radius() + 0.5) * (circle.radius() + 0.5);
        return new FieldOfView(
                framing,
                circle.share(pointsX, pointsY, points),
                Math.min(1, inside / area),
                outside == 0 ? 0 : (double) spilt / outside);
    }
}
