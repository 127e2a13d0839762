package dev.fovea.image;

import dev.fovea.model.ActivationMap;

/// Draws where a network saw a class, as a layer to lay over the [Preview].
public final class HeatMap {
    /// The largest side, pixels.
    public static final int SIDE_MAX = 4096;

    /// Opacity where the class speaks loudest, of 255: the retina stays visible below.
    private static final int OPACITY_MAX = 190;

    /// Blue, magenta, pale yellow, as red-green-blue: none of them a colour of the retina.
    private static final int[][] RAMP = {{70, 60, 255}, {225, 30, 190}, {255, 250, 150}};

    private HeatMap() {}

    /// A PNG with transparency of the class's map, enlarged bilinearly. The scale runs from 0, fully transparent, to
    /// the class's own highest value; what spoke against the class is transparent too. Any thread.
    ///
    /// @throws IllegalArgumentException for a class the map does not have, or for a size out of range
    public static byte[] png(ActivationMap map, int classIndex, int width, int height) {
        return Encoder.png(bgra(map, classIndex, width, height), width, height);
    }

    /// The same as pixels of four bytes.
    static byte[] bgra(ActivationMap map, int classIndex, int width, int height) {
        if (classIndex < 0 || classIndex >= map.classes()) {
            throw new IllegalArgumentException(
                    "class index must be 0 to " + (map.classes() - 1) + ", was " + classIndex);
        }
        if (width < 1 || height < 1 || width > SIDE_MAX || height > SIDE_MAX) {
            throw new IllegalArgumentException(
                    "a heat map must be 1 to " + SIDE_MAX + " pixels a side, was " + width + "x" + height);
        }
        float highest = highest(map, classIndex);
        byte[] bgra = new byte[4 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double value = at(map, classIndex, (y + 0.5) * map.height() / height, (x + 0.5) * map.width() / width);
                paint(bgra, 4 * (y * width + x), highest > 0 ? Math.max(0, value / highest) : 0);
            }
        }
        return bgra;
    }

    private static float highest(ActivationMap map, int classIndex) {
        float highest = 0;
        for (int row = 0; row < map.height(); row++) {
            for (int column = 0; column < map.width(); column++) {
                highest = Math.max(highest, map.at(classIndex, row, column));
            }
        }
        return highest;
    }

    /// Bilinear between the centres of the cells; flat beyond the outermost ones.
    private static double at(ActivationMap map, int classIndex, double row, double column) {
        double y = Math.clamp(row - 0.5, 0, map.height() - 1);
        double x = Math.clamp(column - 0.5, 0, map.width() - 1);
        int top = (int) y;
        int left = (int) x;
        int bottom = Math.min(top + 1, map.height() - 1);
        int right = Math.min(left + 1, map.width() - 1);
        double above = mix(map.at(classIndex, top, left), map.at(classIndex, top, right), x - left);
        double below = mix(map.at(classIndex, bottom, left), map.at(classIndex, bottom, right), x - left);
        return mix(above, below, y - top);
    }

    /// @param heat 0 to 1
    private static void paint(byte[] bgra, int at, double heat) {
        double place = Math.min(heat, 1) * (RAMP.length - 1);
        int from = Math.min((int) place, RAMP.length - 2);
        for (int channel = 0; channel < 3; channel++) {
            bgra[at + 2 - channel] = (byte) Math.round(mix(RAMP[from][channel], RAMP[from + 1][channel], place - from));
        }
        bgra[at + 3] = (byte) Math.round(OPACITY_MAX * Math.min(heat, 1));
    }

    private static double mix(double from, double to, double share) {
        return from + (to - from) * share;
    }
}
