package dev.fovea.image;

import dev.fovea.model.MediaType;
import java.nio.ByteBuffer;

/// What was found in a file that wraps a picture. A view of that file, good as long as its bytes are.
public sealed interface Wrapped {
    /// The header of the picture, which the limits are held against before anything is decoded.
    ImageHeader header();

    /// A whole file of a format that the image stage decodes itself.
    ///
    /// @param file from position to limit
    record Inner(ImageHeader header, ByteBuffer file) implements Wrapped {}

    /// Pixels that whoever opened the file paints.
    ///
    /// @param heap bytes of the heap it takes while it paints
    /// @param scratch bytes outside of the heap that it is lent while it paints
    record Painted(int width, int height, long heap, long scratch, Brush brush) implements Wrapped {
        @Override
        public ImageHeader header() {
            return new ImageHeader(MediaType.DICOM, width, height, 1);
        }
    }

    /// Paints a whole picture.
    @FunctionalInterface
    interface Brush {
        /// @param bgr receives blue, green and red of each pixel, from index 0, rows without gaps
        /// @param scratch with any content, of the size asked for
        /// @return whether it could be decoded
        boolean paint(ByteBuffer bgr, ByteBuffer scratch);
    }
}
