package dev.fovea.image;

import dev.fovea.model.MediaType;
import java.nio.ByteBuffer;
import java.util.Optional;

/// What the first bytes of a file say about it, read without decoding.
///
/// @param mediaType by content
/// @param width stored pixels, before the orientation is applied
/// @param height stored pixels, before the orientation is applied
/// @param orientation EXIF orientation, 1 to 8; 1 when absent or out of range
public record ImageHeader(MediaType mediaType, int width, int height, int orientation) {

    /// Which format these bytes are, by their magic number; empty for none we take. Needs 8 bytes.
    public static Optional<MediaType> sniff(ByteBuffer start) {
        throw new UnsupportedOperationException(start.toString());
    }

    /// Reads the header; empty when it is not a picture we take or its header is broken.
    public static Optional<ImageHeader> read(ByteBuffer file) {
        throw new UnsupportedOperationException(file.toString());
    }
}
