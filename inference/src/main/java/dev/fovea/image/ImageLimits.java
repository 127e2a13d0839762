package dev.fovea.image;

import java.util.Optional;

/// What is refused before a single pixel is decoded.
///
/// @param bytesMax the largest file, bytes
/// @param pixelsMax the largest picture, width times height
/// @param sideMax the longest side, pixels
public record ImageLimits(long bytesMax, long pixelsMax, int sideMax) {
    /// The pixels are those of the largest full-frame cameras, 61 megapixels, and a little more.
    public static final ImageLimits DEFAULT = new ImageLimits(64L << 20, 64_000_000L, 20_000);

    public ImageLimits {
        if (bytesMax < 1 || pixelsMax < 1 || sideMax < 1) {
            throw new IllegalArgumentException("image limits must be at least 1, were " + bytesMax + " bytes, "
                    + pixelsMax + " pixels, side " + sideMax);
        }
    }

    /// Why a picture of this header and this many bytes is not decoded, in a sentence; empty when it may be.
    public Optional<String> refusal(ImageHeader header, long bytes) {
        if (bytes > bytesMax) {
            return Optional.of("the file has " + bytes + " bytes, more than " + bytesMax);
        }
        if (header.width() > sideMax || header.height() > sideMax) {
            return Optional.of("the picture is " + header.width() + "x" + header.height()
                    + " pixels, a side is longer than " + sideMax);
        }
        long pixels = (long) header.width() * header.height();
        return pixels > pixelsMax
                ? Optional.of("the picture has " + pixels + " pixels, more than " + pixelsMax)
                : Optional.empty();
    }
}
