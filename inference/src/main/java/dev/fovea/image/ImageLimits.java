package dev.fovea.image;

/// What is refused before a single pixel is decoded.
///
/// @param bytesMax the largest file, bytes
/// @param pixelsMax the largest picture, width times height
/// @param sideMax the longest side, pixels
public record ImageLimits(long bytesMax, long pixelsMax, int sideMax) {
    public static final ImageLimits DEFAULT = new ImageLimits(64L << 20, 100_000_000L, 20_000);

    public ImageLimits {
        if (bytesMax < 1 || pixelsMax < 1 || sideMax < 1) {
            throw new IllegalArgumentException("image limits must be at least 1, were " + bytesMax + " bytes, "
                    + pixelsMax + " pixels, side " + sideMax);
        }
    }
}
