package dev.fovea.dicom;

import dev.fovea.image.JpegPixels;
import java.nio.ByteBuffer;
import java.util.Locale;

/// A JPEG that goes into an object as it is: what the Image Pixel Module must say of it (PS3.3 C.7.6.3, PS3.5 8.2.1).
///
/// @param samples 1 or 3 per pixel
/// @param photometric Photometric Interpretation, that of the compressed bytes
public record BaselineJpeg(int rows, int columns, int samples, String photometric) {
    /// Transfer syntax UID.
    public static final String SYNTAX = "1.2.840.10008.1.2.4.50";

    /// @throws DicomException when it is no baseline JPEG of 8 bits with one or three components
    public static BaselineJpeg read(byte[] jpeg) throws DicomException {
        JpegFrame frame = JpegFrame.read(ByteBuffer.wrap(jpeg));
        boolean greyOrColour = frame.components() == 1 || frame.components() == 3;
        if (frame.process() != 0 || frame.precision() != 8 || !greyOrColour) {
            throw new DicomException(String.format(
                    Locale.ROOT,
                    "a JPEG must be baseline with 8 bits and 1 or 3 components, was process %d with %d bits and %d",
                    frame.process(),
                    frame.precision(),
                    frame.components()));
        }
        return new BaselineJpeg(frame.height(), frame.width(), frame.components(), photometric(frame));
    }

    private static String photometric(JpegFrame frame) {
        if (frame.components() == 1) {
            return "MONOCHROME2";
        }
        if (frame.transform().orElse(1) == 0) {
            return "RGB";
        }
        return frame.sampling() == 0x11 ? "YBR_FULL" : "YBR_FULL_422";
    }

    /// Puts pixels and their description into an object that goes out in [#SYNTAX].
    ///
    /// @param jpeg that this was read from
    public void into(Attributes set, byte[] jpeg) {
        describe(set, samples, photometric).fragments(Tag.PIXELS, jpeg);
    }

    /// The same for an object that goes out uncompressed: three bytes a pixel, red, green and blue.
    ///
    /// @param jpeg that this was read from
    /// @throws IllegalArgumentException when it cannot be decoded
    public void plainInto(Attributes set, byte[] jpeg) {
        describe(set, 3, "RGB").bytes(Tag.PIXELS, "OW", JpegPixels.rgb(jpeg, columns, rows));
    }

    private Attributes describe(Attributes set, int shown, String interpretation) {
        if (shown == 3) {
            set.numbers(Tag.PLANAR, 0);
        }
        return set.numbers(Tag.SAMPLES, shown)
                .text(Tag.PHOTOMETRIC, "CS", interpretation)
                .numbers(Tag.ROWS, rows)
                .numbers(Tag.COLUMNS, columns)
                .numbers(Tag.BITS_ALLOCATED, 8)
                .numbers(Tag.BITS_STORED, 8)
                .numbers(Tag.HIGH_BIT, 7)
                .numbers(Tag.PIXEL_REPRESENTATION, 0);
    }
}
