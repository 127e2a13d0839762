package dev.fovea.image;

import dev.fovea.model.MediaType;
import java.nio.ByteBuffer;
import java.util.Optional;

/// What the first bytes of a file say about it, read without decoding. The parsers behind it are our own and
/// bounded: no byte sequence makes them throw, loop for long or allocate by what the file claims.
///
/// @param mediaType by content
/// @param width stored pixels, before the orientation is applied
/// @param height stored pixels, before the orientation is applied
/// @param orientation EXIF orientation, 1 to 8; 1 when absent or out of range
public record ImageHeader(MediaType mediaType, int width, int height, int orientation) {
    /// The magic number of PNG, the longest one looked at.
    private static final int[] PNG = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    public ImageHeader {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture has at least 1 pixel a side, was " + width + "x" + height);
        }
        if (orientation < 1 || orientation > 8) {
            throw new IllegalArgumentException("orientation must be 1 to 8, was " + orientation);
        }
    }

    /// The first bytes that tell every format: DICOM's word stands behind a preamble.
    public static final int SNIFFED_BYTES = 132;

    /// Which format these bytes are, by their magic number; empty for none we take. Needs [#SNIFFED_BYTES].
    /// A DICOM file is one whatever its preamble looks like: some are made to be read as a TIFF too.
    public static Optional<MediaType> sniff(ByteBuffer start) {
        Octets bytes = new Octets(start);
        if (bytes.matches(128, 'D', 'I', 'C', 'M')) {
            return Optional.of(MediaType.DICOM);
        }
        if (bytes.matches(0, 0xff, 0xd8, 0xff)) {
            return Optional.of(MediaType.JPEG);
        }
        if (bytes.matches(0, PNG)) {
            return Optional.of(MediaType.PNG);
        }
        if (bytes.matches(0, 'I', 'I', 42, 0) || bytes.matches(0, 'M', 'M', 0, 42)) {
            return Optional.of(MediaType.TIFF);
        }
        return Optional.empty();
    }

    /// Reads the header; empty when it is not a picture we take or its header is broken. Taken are JPEG with
    /// Huffman coding and 8 bit, PNG, and TIFF with 8 or 16 bit unsigned samples; a DICOM file is for an
    /// [Unwrapper]. The buffer is not changed.
    public static Optional<ImageHeader> read(ByteBuffer file) {
        Octets bytes = new Octets(file);
        return sniff(file).flatMap(type -> switch (type) {
            case JPEG -> JpegHeader.read(bytes).map(JpegHeader::image);
            case PNG -> PngHeader.read(bytes);
            case TIFF -> TiffHeader.read(bytes);
            case DICOM -> Optional.empty();
        });
    }

    /// Whether the upright picture has its sides swapped.
    public boolean sideways() {
        return orientation >= 5;
    }

    /// Pixels across once it stands upright.
    public int uprightWidth() {
        return sideways() ? height : width;
    }

    /// Pixels down once it stands upright.
    public int uprightHeight() {
        return sideways() ? width : height;
    }
}
