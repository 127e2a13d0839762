package dev.fovea.drawing;

import dev.fovea.model.Laterality;
import java.awt.image.BufferedImage;

/// A picture with known truth, made from numbers alone: a drawing, never a photograph of a person.
public sealed interface Drawing permits DrawnEye, DrawnScan {
    /// The smallest side drawn, pixels; below it nothing of the anatomy is left.
    int SIDE_MIN = 64;

    /// The most pixels drawn: 24 megapixels, twice the largest camera we expect.
    long PIXELS_MAX = 24_000_000L;

    /// Which eye it shows.
    Laterality laterality();

    /// Draws it. The same drawing and size give the same pixels.
    BufferedImage picture(int width, int height);

    /// The picture as a JPEG file of quality 0.9, a camera's usual one.
    default byte[] jpeg(int width, int height) {
        return PictureFile.jpeg(picture(width, height), 0.9f);
    }

    /// The picture as an 8-bit PNG file.
    default byte[] png(int width, int height) {
        return PictureFile.png(picture(width, height));
    }

    /// Refuses a size that cannot be drawn.
    static void checkSize(int width, int height) {
        if (width < SIDE_MIN || height < SIDE_MIN || (long) width * height > PIXELS_MAX) {
            throw new IllegalArgumentException("a drawing must be at least " + SIDE_MIN + " pixels a side and at most "
                    + PIXELS_MAX + " in all, was " + width + "x" + height);
        }
    }
}
