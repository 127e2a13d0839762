package dev.fovea.dicom;

import java.nio.ByteBuffer;

/// What the first marker of a JPEG 2000 codestream says (ISO 15444-1 A.5.1), held against the DICOM header.
final class Jpeg2000Frame {
    private static final int START_OF_CODESTREAM = 0xff4fff51;

    /// Many more tiles than any camera writes; a decoder keeps something for each.
    private static final long TILES_MAX = 4_096;

    private Jpeg2000Frame() {}

    static void check(ByteBuffer frame, PixelForm form) throws DicomException {
        if (frame.limit() < 45 || u32(frame, 0) != (START_OF_CODESTREAM & 0xffffffffL)) {
            throw new DicomException("the JPEG 2000 frame does not begin with its codestream (FF4F FF51)");
        }
        long width = u32(frame, 8) - u32(frame, 16);
        long height = u32(frame, 12) - u32(frame, 20);
        long tileWidth = u32(frame, 24);
        long tileHeight = u32(frame, 28);
        int components = ((frame.get(40) & 0xff) << 8) | (frame.get(41) & 0xff);
        if (width != form.columns() || height != form.rows() || components != form.samples()) {
            throw new DicomException("the JPEG 2000 frame is " + width + "x" + height + "x" + components
                    + ", the header says " + form.columns() + "x" + form.rows() + "x" + form.samples());
        }
        if (tileWidth == 0
                || tileHeight == 0
                || Math.ceilDiv(width, tileWidth) * Math.ceilDiv(height, tileHeight) > TILES_MAX) {
            throw new DicomException("the JPEG 2000 frame has tiles of " + tileWidth + "x" + tileHeight + " pixels");
        }
        for (int i = 0; i < components && 42 + 3 * i < frame.limit(); i++) {
            int bits = (frame.get(42 + 3 * i) & 0x7f) + 1;
            if (bits > 8 * form.bytes()) {
                throw new DicomException(
                        "the JPEG 2000 frame has " + bits + " bits, the header allocates " + 8 * form.bytes());
            }
        }
    }

    private static long u32(ByteBuffer bytes, int at) {
        return ((bytes.get(at) & 0xffL) << 24)
                | ((bytes.get(at + 1) & 0xffL) << 16)
                | ((bytes.get(at + 2) & 0xffL) << 8)
                | (bytes.get(at + 3) & 0xffL);
    }
}
