package dev.fovea.cameras;

/// Pixels of a picture.
public record PictureSize(int width, int height) {
    public PictureSize {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture must have pixels, was " + width + " x " + height);
        }
    }
}
