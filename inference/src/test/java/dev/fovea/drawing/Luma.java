package dev.fovea.drawing;

import java.awt.image.BufferedImage;

/// Reads brightness out of a drawing, places given in field radii.
record Luma(BufferedImage picture) {

    /// 0 to 255, Rec. 601.
    double at(int x, int y) {
        int rgb = picture.getRGB(x, y);
        return 0.299 * (rgb >> 16 & 255) + 0.587 * (rgb >> 8 & 255) + 0.114 * (rgb & 255);
    }

    /// Mean over a round patch.
    double around(double u, double v, double patch) {
        double radius = 0.96 * picture.getHeight() / 2;
        double centreX = picture.getWidth() / 2.0 + u * radius;
        double centreY = picture.getHeight() / 2.0 + v * radius;
        int reach = (int) Math.ceil(patch * radius);
        double sum = 0;
        int count = 0;
        for (int y = (int) centreY - reach; y <= centreY + reach; y++) {
            for (int x = (int) centreX - reach; x <= centreX + reach; x++) {
                if (Math.hypot(x + 0.5 - centreX, y + 0.5 - centreY) <= patch * radius) {
                    sum += at(x, y);
                    count++;
                }
            }
        }
        return sum / count;
    }

    /// Mean step from one pixel to the third one beside it, inside the field: what vessels and spots make.
    double detail() {
        double radius = 0.9 * picture.getHeight() / 2;
        double sum = 0;
        int count = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth() - 3; x++) {
                if (Math.hypot(x - picture.getWidth() / 2.0, y - picture.getHeight() / 2.0) < radius) {
                    sum += Math.abs(at(x + 3, y) - at(x, y));
                    count++;
                }
            }
        }
        return sum / count;
    }
}
