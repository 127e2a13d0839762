package dev.fovea.drawing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.util.List;
import java.util.function.Consumer;

/// Paints one [DrawnEye]: masks of vessels and lesions first, then every pixel's colour from them, then lens and shot.
/// Places are in field radii from the field's centre (u to the right, v down), colours 0 to 255 until the very end.
final class EyePainter {
    /// Radius of the field of view over half the picture's shorter side.
    private static final double FIELD = 0.96;

    private final DrawnEye eye;
    private final int width;
    private final int height;
    private final double radius;
    private final double centreX;
    private final double centreY;
    private final Anatomy anatomy;
    private final Pigment pigment;
    private final Noise texture;
    private final double tiltX;
    private final double tiltY;

    EyePainter(DrawnEye eye, int width, int height) {
        this.eye = eye;
        this.width = width;
        this.height = height;
        radius = FIELD * Math.min(width, height) / 2;
        // Cut off: the field's centre has moved up and sideways, so that about half of it is outside.
        centreX = width / 2.0 + (eye.shot() == Shot.CUT_OFF ? 0.3 * radius + (width - height) / 2.0 : 0);
        centreY = height / 2.0 - (eye.shot() == Shot.CUT_OFF ? 0.75 * radius : 0);
        anatomy = eye.anatomy();
        pigment = Pigment.of(new Dice(eye.seed()));
        texture = new Noise(eye.seed() * eye.side());
        Dice light = eye.dice(2);
        tiltX = light.between(-0.12, 0.12);
        tiltY = light.between(-0.12, 0.12);
    }

    BufferedImage paint() {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        paintRetina(picture);
        double blurred = eye.shot() == Shot.BLURRED ? 0.035 : 0;
        Blur.apply(picture, radius * Math.max(blurred, 0.013 * eye.haze()));
        finish(picture);
        return picture;
    }

    private void paintRetina(BufferedImage picture) {
        List<VesselTree.Piece> tree = VesselTree.grow(anatomy, eye.dice(3));
        byte[] veins = mask(graphics -> VesselTree.stroke(graphics, tree, true, 1));
        byte[] arteries = mask(graphics -> VesselTree.stroke(graphics, tree, false, 1));
        byte[] reflexes = mask(graphics -> VesselTree.stroke(graphics, tree, false, 0.25));
        SpotPainter spots = new SpotPainter(eye, tree);
        byte[] red = mask(spots::red);
        byte[] yellow = mask(spots::yellow);
        int[] pixels = pixels(picture);
        double[] colour = new double[3];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double u = u(x);
                double v = v(y);
                int at = y * width + x;
                if (u * u + v * v < 1.25) {
                    background(u, v, colour);
                    double disc = disc(u, v, colour);
                    // Vessels lie over the disc, paler there.
                    double depth = 1 - 0.45 * disc;
                    darken(colour, depth * share(veins[at]), 0.42, 0.60, 0.45);
                    darken(colour, depth * share(arteries[at]), 0.22, 0.42, 0.35);
                    blend(colour, 0.25 * share(reflexes[at]), 250, 170, 120);
                    darken(colour, share(red[at]), 0.45, 0.68, 0.60);
                    blend(colour, 0.85 * share(yellow[at]), 250, 225, 130);
                    pixels[at] = rgb(colour);
                }
            }
        }
    }

    /// The retina without disc and vessels.
    private void background(double u, double v, double[] colour) {
        double light = 1.04 - 0.34 * (u * u + v * v) + tiltX * u + tiltY * v;
        double choroid = 0.6 * texture.smooth(5 * u, 5 * v) + 0.4 * texture.smooth(13 * u, 13 * v);
        double grain = texture.smooth(90 * u, 90 * v);
        double macula = anatomy.maculaDistance(u, v);
        double shade = 0.30 * Math.exp(-square(macula / 0.19)) + 0.16 * Math.exp(-square(macula / 0.05));
        double nerve = 0.14 * Math.exp(-square(Math.hypot(u - anatomy.discX(), v - anatomy.discY()) / 0.38));
        double level = light * (1 + 0.07 * choroid + 0.02 * grain + nerve);
        colour[0] = pigment.red() * level * (1 - 0.75 * shade);
        colour[1] = pigment.green() * level * (1 - 1.15 * shade) * (1 + 0.05 * choroid);
        colour[2] = pigment.blue() * level * (1 - shade);
        blend(colour, 0.25 * Math.exp(-square(macula / 0.012)), 255, 200, 150);
    }

    /// The optic disc over the background; returns how much of this place is disc, 0 to 1.
    private double disc(double u, double v, double[] colour) {
        double distance = anatomy.discDistance(u, v);
        double disc = edge(distance, 1, 0.07);
        if (disc <= 0) {
            return 0;
        }
        double rim = 1 - 0.10 * texture.smooth(30 * u, 30 * v) - 0.08 * anatomy.nasal() * (u - anatomy.discX());
        blend(colour, 0.92 * disc, 242 * rim, 176 * rim, 104 * rim);
        // The cup sits a little towards the temple; a large one has nearly no rim left.
        double shift = 0.12 * (1 - eye.cupRatio()) * anatomy.discRadius() * anatomy.nasal();
        double cup = edge(anatomy.discDistance(u + shift, v), eye.cupRatio(), 0.09);
        blend(colour, 0.95 * cup, 255, 238, 196);
        return disc;
    }

    /// Lens, exposure, the round mask of the camera, and its sensor's noise.
    private void finish(BufferedImage picture) {
        Noise sensor = new Noise(~eye.seed());
        double gain = switch (eye.shot()) {
            case GOOD, BLURRED, CUT_OFF -> 1;
            case DARK -> 0.13;
            case OVEREXPOSED -> 3.2;
        };
        int[] pixels = pixels(picture);
        double[] colour = new double[3];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = y * width + x;
                double u = u(x);
                double v = v(y);
                double inside = Math.clamp((1 - Math.hypot(u, v)) * radius / 2 + 0.5, 0, 1);
                colour[0] = pixels[at] >> 16 & 255;
                colour[1] = pixels[at] >> 8 & 255;
                colour[2] = pixels[at] & 255;
                veil(u, v, colour);
                double noise = 1.6 * sensor.white(x, y);
                for (int c = 0; c < 3; c++) {
                    colour[c] = inside * gain * colour[c] + (1 - inside) * 4 + noise;
                }
                pixels[at] = rgb(colour);
            }
        }
    }

    /// A clouded lens scatters a yellowish grey light over everything, unevenly.
    private void veil(double u, double v, double[] colour) {
        double cloud = 1 + 0.25 * texture.smooth(1.7 * u + 40, 1.7 * v);
        double light = cloud * (1.05 - 0.3 * (u * u + v * v) + 2 * (tiltX * u + tiltY * v));
        blend(colour, 0.8 * eye.haze(), 165 * light, 150 * light, 98 * light);
    }

    /// How much is covered, per pixel, by what the strokes draw in a space where one unit is a field radius.
    private byte[] mask(Consumer<Graphics2D> strokes) {
        BufferedImage mask = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = mask.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.transform(new AffineTransform(radius, 0, 0, radius, centreX, centreY));
        graphics.setColor(Color.WHITE);
        strokes.accept(graphics);
        graphics.dispose();
        return ((DataBufferByte) mask.getRaster().getDataBuffer()).getData();
    }

    private double u(int x) {
        return (x + 0.5 - centreX) / radius;
    }

    private double v(int y) {
        return (y + 0.5 - centreY) / radius;
    }

    private static int[] pixels(BufferedImage picture) {
        return ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
    }

    /// 1 inside, 0 outside, sloping over `soft` on either side of `limit`.
    private static double edge(double distance, double limit, double soft) {
        double t = Math.clamp((limit + soft - distance) / (2 * soft), 0, 1);
        return t * t * (3 - 2 * t);
    }

    private static double share(byte covered) {
        return (covered & 255) / 255.0;
    }

    private static void blend(double[] colour, double share, double red, double green, double blue) {
        colour[0] += share * (red - colour[0]);
        colour[1] += share * (green - colour[1]);
        colour[2] += share * (blue - colour[2]);
    }

    private static void darken(double[] colour, double share, double red, double green, double blue) {
        colour[0] *= 1 - share * red;
        colour[1] *= 1 - share * green;
        colour[2] *= 1 - share * blue;
    }

    private static int rgb(double[] colour) {
        int red = (int) Math.clamp(colour[0] + 0.5, 0, 255);
        int green = (int) Math.clamp(colour[1] + 0.5, 0, 255);
        int blue = (int) Math.clamp(colour[2] + 0.5, 0, 255);
        return red << 16 | green << 8 | blue;
    }

    private static double square(double value) {
        return value * value;
    }
}
