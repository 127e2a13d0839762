package dev.fovea.image;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.QuadCurve2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/// A sketch of a fundus photograph, enough of one for the quality gate: a round field in a black frame, disc, fovea and
/// vessels; and what can go wrong with it.
///
/// @param light times the usual light
/// @param haze how much of the picture is veiled, 0 to 1
/// @param blur radius of the defocus, in shares of the field's diameter
/// @param shift how far the field is off centre to the right, in shares of its diameter
/// @param zoom the field's diameter, in shares of the picture's shorter side
@SuppressWarnings("OperatorPrecedence") // Formulas of geometry read better as in the books.
record SketchedEye(double light, double haze, double blur, double shift, double zoom) {

    static SketchedEye typical() {
        return new SketchedEye(1, 0, 0, 0, 0.96);
    }

    SketchedEye withLight(double value) {
        return new SketchedEye(value, haze, blur, shift, zoom);
    }

    SketchedEye withHaze(double value) {
        return new SketchedEye(light, value, blur, shift, zoom);
    }

    SketchedEye withBlur(double value) {
        return new SketchedEye(light, haze, value, shift, zoom);
    }

    SketchedEye withShift(double value) {
        return new SketchedEye(light, haze, blur, value, zoom);
    }

    SketchedEye withZoom(double value) {
        return new SketchedEye(light, haze, blur, shift, value);
    }

    BufferedImage draw(int width, int height) {
        double diameter = zoom * Math.min(width, height);
        double cx = width / 2.0 + shift * diameter;
        double cy = height / 2.0;
        BufferedImage retina = retina(width, height, cx, cy, diameter);
        if (blur > 0) {
            retina = blurred(retina, (int) Math.max(1, Math.round(blur * diameter)));
        }
        return masked(retina, cx, cy, diameter / 2);
    }

    private static BufferedImage retina(int width, int height, double cx, double cy, double diameter) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setPaint(new RadialGradientPaint((float) cx, (float) cy, (float) diameter, new float[] {0, 1}, new Color[] {
            new Color(190, 95, 45), new Color(105, 45, 20)
        }));
        g.fillRect(0, 0, width, height);
        disc(g, cx - 0.02 * diameter, cy, 0.09 * diameter, new Color(150, 65, 30));
        double dx = cx + 0.27 * diameter;
        vessels(g, dx, cy, diameter);
        disc(g, dx, cy, 0.075 * diameter, new Color(250, 205, 130));
        disc(g, dx, cy, 0.03 * diameter, new Color(255, 235, 190));
        g.dispose();
        return image;
    }

    private static void disc(Graphics2D g, double x, double y, double radius, Color colour) {
        g.setColor(colour);
        g.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    private static void vessels(Graphics2D g, double x, double y, double diameter) {
        Random random = new Random(7);
        g.setColor(new Color(105, 25, 15));
        for (int i = 0; i < 26; i++) {
            g.setStroke(new BasicStroke((float) (diameter * (0.004 + 0.008 * random.nextDouble()))));
            double angle = 2 * Math.PI * i / 26 + random.nextDouble();
            double bend = angle + 0.8 * (random.nextDouble() - 0.5);
            g.draw(new QuadCurve2D.Double(
                    x,
                    y,
                    x + 0.35 * diameter * Math.cos(bend),
                    y + 0.35 * diameter * Math.sin(bend),
                    x + 0.8 * diameter * Math.cos(angle),
                    y + 0.8 * diameter * Math.sin(angle)));
        }
    }

    /// Three box blurs, which is close to a Gaussian one.
    static BufferedImage blurred(BufferedImage image, int radius) {
        BufferedImage result = image;
        for (int pass = 0; pass < 3; pass++) {
            result = box(box(result, radius / 2, true), radius / 2, false);
        }
        return result;
    }

    private static BufferedImage box(BufferedImage image, int radius, boolean across) {
        int width = image.getWidth();
        int height = image.getHeight();
        BufferedImage result = new BufferedImage(width, height, image.getType());
        int length = across ? width : height;
        for (int line = 0; line < (across ? height : width); line++) {
            int[][] sums = new int[3][length + 1];
            for (int i = 0; i < length; i++) {
                int rgb = across ? image.getRGB(i, line) : image.getRGB(line, i);
                for (int c = 0; c < 3; c++) {
                    sums[c][i + 1] = sums[c][i] + (rgb >> 8 * c & 255);
                }
            }
            for (int i = 0; i < length; i++) {
                int from = Math.max(0, i - radius);
                int to = Math.min(length, i + radius + 1);
                int rgb = 0;
                for (int c = 0; c < 3; c++) {
                    rgb |= (sums[c][to] - sums[c][from]) / (to - from) << 8 * c;
                }
                result.setRGB(across ? i : line, across ? line : i, rgb);
            }
        }
        return result;
    }

    /// The camera's mask, its light, the lens's veil and a little noise.
    private BufferedImage masked(BufferedImage image, double cx, double cy, double radius) {
        Random random = new Random(11);
        int[] veil = {120, 150, 140};
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = 0;
                boolean inside = Math.hypot(x - cx, y - cy) <= radius;
                for (int c = 0; c < 3; c++) {
                    double value = image.getRGB(x, y) >> 8 * c & 255;
                    double seen = light * (value + haze * (veil[c] - value)) + random.nextGaussian();
                    rgb |= Math.clamp(Math.round(inside ? seen : Math.abs(random.nextGaussian())), 0, 255) << 8 * c;
                }
                image.setRGB(x, y, rgb);
            }
        }
        return image;
    }
}
