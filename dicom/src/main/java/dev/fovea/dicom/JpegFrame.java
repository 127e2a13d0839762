package dev.fovea.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/// What the markers of a JPEG frame say, read without decoding.
///
/// @param process the low half of the SOF marker: 0 baseline, 1 extended, 2 progressive, 3 lossless
/// @param transform of the Adobe marker: 0 none, 1 YCbCr; empty without that marker
/// @param adobeAt where that marker's transform byte stands
/// @param sampling of the first component against the others: horizontally in the high half, vertically in the low one
record JpegFrame(
        int process,
        int precision,
        int height,
        int width,
        int components,
        Optional<Integer> transform,
        int adobeAt,
        int sampling) {
    private static final int ADOBE_LENGTH = 16;

    static JpegFrame read(ByteBuffer frame) throws DicomException {
        Optional<Integer> transform = Optional.empty();
        int adobeAt = -1;
        int at = 2;
        if (frame.limit() < 4 || u16(frame, 0) != 0xffd8) {
            throw new DicomException("the JPEG does not begin with FFD8");
        }
        while (at + 4 <= frame.limit()) {
            int marker = u16(frame, at);
            int length = u16(frame, at + 2);
            if (marker == 0xffff) {
                at++;
                continue;
            }
            if (marker < 0xff01 || length < 2 || at + 2 + length > frame.limit() || marker == 0xffda) {
                break;
            }
            int low = marker & 0xff;
            if (low >= 0xc0 && low <= 0xcf && low != 0xc4 && low != 0xc8 && low != 0xcc && length >= 8) {
                return new JpegFrame(
                        low & 0xf,
                        frame.get(at + 4) & 0xff,
                        u16(frame, at + 5),
                        u16(frame, at + 7),
                        frame.get(at + 9) & 0xff,
                        transform,
                        adobeAt,
                        length >= 11 ? frame.get(at + 11) & 0xff : 0x11);
            }
            if (marker == 0xffee && length >= 14 && frame.get(at + 4) == 'A' && frame.get(at + 5) == 'd') {
                adobeAt = at + 15;
                transform = Optional.of(frame.get(adobeAt) & 0xff);
            }
            at += 2 + length;
        }
        throw new DicomException("the JPEG has no frame header");
    }

    private static int u16(ByteBuffer bytes, int at) {
        return ((bytes.get(at) & 0xff) << 8) | (bytes.get(at + 1) & 0xff);
    }

    void mustBe(PixelForm form) throws DicomException {
        if (width != form.columns() || height != form.rows() || components != form.samples()) {
            throw new DicomException("the JPEG is " + width + "x" + height + "x" + components + ", the header says "
                    + form.columns() + "x" + form.rows() + "x" + form.samples());
        }
        if (precision > 8 * form.bytes()) {
            throw new DicomException("the JPEG has " + precision + " bits, the header allocates " + 8 * form.bytes());
        }
    }

    /// The frame such that a decoder of plain JPEG files takes its colours for what DICOM says they are: decoders
    /// guess by the Adobe marker, and without one take three components for YCbCr.
    ByteBuffer coloured(ByteBuffer frame, boolean rgb) {
        int wanted = rgb ? 0 : 1;
        if (components != 3 || transform.orElse(-1) == wanted) {
            return frame;
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream(frame.limit() + ADOBE_LENGTH);
        byte[] bytes = new byte[frame.limit()];
        frame.get(0, bytes);
        if (transform.isPresent()) {
            bytes[adobeAt] = (byte) wanted;
            return ByteBuffer.wrap(bytes);
        }
        whole.write(bytes, 0, 2);
        whole.writeBytes(
                new byte[] {(byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) wanted
                });
        whole.write(bytes, 2, bytes.length - 2);
        return ByteBuffer.wrap(whole.toByteArray());
    }
}
