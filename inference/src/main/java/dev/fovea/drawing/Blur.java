package dev.fovea.drawing;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/// Gaussian blur by three box averages in each direction, in place, of a `TYPE_INT_RGB` picture.
final class Blur {
    private Blur() {}

    /// @param sigma in pixels; below half a pixel nothing happens
    static void apply(BufferedImage picture, double sigma) {
        if (sigma < 0.5) {
            return;
        }
        // Three boxes of radius r have variance r(r+1).
        int radius = Math.max(1, (int) Math.round((Math.sqrt(1 + 4 * sigma * sigma) - 1) / 2));
        int[] pixels = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] line = new int[Math.max(width, height)];
        for (int pass = 0; pass < 3; pass++) {
            for (int y = 0; y < height; y++) {
                average(pixels, y * width, 1, width, radius, line);
            }
            for (int x = 0; x < width; x++) {
                average(pixels, x, width, height, radius, line);
            }
        }
    }

    /// Averages one row or column; beyond its ends the end pixel repeats.
    private static void average(int[] pixels, int start, int stride, int count, int radius, int[] line) {
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int i = 0; i < count; i++) {
            line[i] = pixels[start + i * stride];
        }
        for (int i = -radius; i <= radius; i++) {
            int pixel = line[Math.clamp(i, 0, count - 1)];
            red += pixel >> 16 & 255;
            green += pixel >> 8 & 255;
            blue += pixel & 255;
        }
        int size = 2 * radius + 1;
        for (int i = 0; i < count; i++) {
            pixels[start + i * stride] =
                    (((red + radius) / size) << 16) | (((green + radius) / size) << 8) | ((blue + radius) / size);
            int in = line[Math.min(i + radius + 1, count - 1)];
            int out = line[Math.max(i - radius, 0)];
            red += (in >> 16 & 255) - (out >> 16 & 255);
            green += (in >> 8 & 255) - (out >> 8 & 255);
            blue += (in & 255) - (out & 255);
        }
    }
}
