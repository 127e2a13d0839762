package dev.fovea.drawing;

import dev.fovea.model.Laterality;
import java.awt.image.BufferedImage;

/// Paints one [DrawnScan] column by column: where the surfaces are, then the grey of each depth, then speckle.
/// Across runs from 0 (left) to 1 (right); depths are in picture heights from the top; greys 0 to 255.
final class ScanPainter {
    /// The layers from the inner limiting membrane (0) to the pigment epithelium (1): where each begins and its grey.
    private static final double[][] LAYERS = {
        {0.00, 185}, {0.16, 120}, {0.36, 135}, {0.46, 85}, {0.58, 120}, {0.66, 75}, {0.84, 165}, {0.88, 95}, {0.94, 215}
    };

    private record Bump(double across, double halfWidth, double height) {}

    /// One column's surfaces.
    ///
    /// @param inner inner limiting membrane
    /// @param sensory bottom of the neurosensory retina; above `epithelium` where fluid lies between
    /// @param epithelium the bright line
    /// @param bruch Bruch's membrane: where the epithelium would be without bumps
    private record Column(double inner, double sensory, double epithelium, double bruch) {}

    private final DrawnScan scan;
    private final int width;
    private final int height;
    private final Noise speckle;
    private final Noise texture;
    private final Bump[] bumps;
    private final double base;
    private final double slope;
    private final double bow;
    private final double fovea;

    ScanPainter(DrawnScan scan, int width, int height) {
        this.scan = scan;
        this.width = width;
        this.height = height;
        speckle = new Noise(scan.seed());
        texture = new Noise(~scan.seed());
        Dice dice = new Dice(scan.seed());
        base = dice.between(0.52, 0.60);
        slope = dice.between(-0.08, 0.08);
        bow = dice.between(0.10, 0.30);
        fovea = dice.between(0.46, 0.54);
        bumps = new Bump[scan.drusen()];
        for (int i = 0; i < bumps.length; i++) {
            bumps[i] = new Bump(dice.between(0.12, 0.88), dice.between(0.012, 0.035), dice.between(0.02, 0.055));
        }
    }

    BufferedImage paint() {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < width; x++) {
            double across = (x + 0.5) / width;
            Column column = column(across);
            for (int y = 0; y < height; y++) {
                double grey = grey(across, (y + 0.5) / height, column);
                double grain = 0.5 * (speckle.white(x, y) + speckle.smooth(x / 1.7, y / 1.3));
                int level = (int) Math.clamp(grey * (1 + 0.42 * grain) + 12 * grain + 0.5, 0, 255);
                picture.setRGB(x, y, level << 16 | level << 8 | level);
            }
        }
        return picture;
    }

    private Column column(double across) {
        double bruch =
                base + slope * (across - 0.5) - bow * square(across - 0.5) + 0.004 * texture.smooth(9 * across, 0);
        double lift = 0;
        for (Bump bump : bumps) {
            lift = Math.max(lift, bump.height() * hill((across - bump.across()) / bump.halfWidth()));
        }
        double pool = hill((across - fovea - 0.03) / 0.17) * scan.fluid();
        // Under the fluid new vessels push the epithelium up, unevenly.
        double torn = 0.07 * hill((across - fovea + 0.04) / 0.09) * scan.fluid();
        double epithelium = bruch - lift - torn * (1 + 0.35 * texture.smooth(60 * across, 3));
        double sensory = bruch - 0.7 * lift - 1.35 * torn - 0.15 * pool;
        double nose = scan.laterality() == Laterality.LEFT ? 0.5 - across : across - 0.5;
        double pit = 0.115 * (1 - 0.6 * scan.fluid()) * Math.exp(-square((across - fovea) / 0.075));
        double shoulder = 0.022 * Math.exp(-square((Math.abs(across - fovea) - 0.16) / 0.08));
        double thick = 0.215 + shoulder + 0.05 * nose - pit + 0.05 * pool;
        // What lies on a bump is pressed flatter: the inner surface hardly shows it.
        return new Column(sensory - thick + 0.5 * lift, Math.min(sensory, epithelium), epithelium, bruch);
    }

    private double grey(double across, double depth, Column column) {
        if (depth < column.inner()) {
            return 34 + 8 * texture.smooth(4 * across, 6 * depth);
        }
        if (depth < column.sensory()) {
            double part = (depth - column.inner()) / (column.sensory() - column.inner());
            return cysts(across, depth, column, layer(part));
        }
        if (depth < column.epithelium() - 0.012) {
            return 30;
        }
        if (depth < column.epithelium() + 0.012) {
            return 222;
        }
        if (depth < column.bruch() - 0.004) {
            return 118 + 25 * texture.smooth(70 * across, 40 * depth);
        }
        return choroid(across, depth - Math.max(column.bruch(), column.epithelium() + 0.012), column);
    }

    /// Blends from one layer to the next over a thin border.
    private static double layer(double part) {
        double grey = LAYERS[0][1];
        for (int i = 1; i < LAYERS.length; i++) {
            double t = Math.clamp((part - LAYERS[i][0]) / 0.03 + 0.5, 0, 1);
            grey += t * (LAYERS[i][1] - grey);
        }
        return grey;
    }

    /// Dark round holes in the middle of a retina full of fluid.
    private double cysts(double across, double depth, Column column, double grey) {
        double middle = (column.inner() + column.sensory()) / 2;
        double near = hill((across - fovea) / 0.14) * scan.fluid();
        double cell = texture.smooth(26 * across, 14 * depth + 5);
        double roundness = hill((depth - middle) / 0.075);
        double hole = Math.clamp(12 * (near * cell * roundness - 0.16), 0, 1);
        return grey + hole * (38 - grey);
    }

    private double choroid(double across, double below, Column column) {
        double lifted = column.bruch() - column.epithelium() > 0.03 ? 0.75 : 1;
        double vessels = texture.smooth(45 * across, 30 * below + 9);
        double bright = 150 * Math.exp(-below / 0.12) * (1 + 0.45 * vessels * Math.exp(-below / 0.1));
        return lifted * bright + 42;
    }

    /// 1 at 0, 0 from -1 and to 1 outwards, smooth between.
    private static double hill(double t) {
        return Math.abs(t) >= 1 ? 0 : square(1 - t * t);
    }

    private static double square(double value) {
        return value * value;
    }
}
