package dev.fovea.image;

import dev.fovea.model.MediaType;
import java.nio.ByteBuffer;

/// A JPEG's pixels, for whoever must hand them on uncompressed.
public final class JpegPixels {
    private JpegPixels() {}

    /// Any thread; makes and frees its own buffers, so it is not for every photograph.
    ///
    /// @param width as its header has it; so is the height
    /// @return red, green and blue of each pixel, rows without gaps; of a grey picture three times the same
    /// @throws IllegalArgumentException when it cannot be decoded
    public static byte[] rgb(byte[] jpeg, int width, int height) {
        try (Decoder decoder = new Decoder()) {
            Pixels pixels = decoder.decode(ByteBuffer.wrap(jpeg), new ImageHeader(MediaType.JPEG, width, height, 1), 1)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "the " + jpeg.length + " bytes are no JPEG of " + width + "x" + height));
            byte[] rgb = new byte[Pixels.CHANNELS * width * height];
            pixels.bgr().get(0, rgb);
            for (int i = 0; i < rgb.length; i += Pixels.CHANNELS) {
                byte blue = rgb[i];
                rgb[i] = rgb[i + 2];
                rgb[i + 2] = blue;
            }
            return rgb;
        }
    }
}
