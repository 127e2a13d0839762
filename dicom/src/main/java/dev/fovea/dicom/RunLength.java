package dev.fovea.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// RLE (PS3.5 annex G): each byte of each channel as packed bits of its own, the highest byte first.
final class RunLength {
    private static final int HEADER = 64;

    private RunLength() {}

    /// @param scratch where the samples lie then
    static Samples decode(ByteBuffer frame, PixelForm form, ByteBuffer scratch) throws DicomException {
        int segments = form.samples() * form.bytes();
        if (frame.limit() < HEADER || frame.getInt(0) != segments) {
            throw new DicomException("RLE must have " + segments + " segments, has "
                    + (frame.limit() < HEADER ? "no header" : String.valueOf(frame.getInt(0))));
        }
        int pixels = form.pixels();
        ByteBuffer planes = scratch.slice(0, pixels * segments).order(ByteOrder.LITTLE_ENDIAN);
        for (int segment = 0; segment < segments; segment++) {
            long from = frame.getInt(4 * (segment + 1)) & 0xffffffffL;
            long to = segment + 1 < segments ? frame.getInt(4 * (segment + 2)) & 0xffffffffL : frame.limit();
            if (from < HEADER || from > to || to > frame.limit()) {
                throw new DicomException("RLE segment " + (segment + 1) + " lies at " + from + " to " + to + " of "
                        + frame.limit() + " bytes");
            }
            int channel = segment / form.bytes();
            int significance = form.bytes() - 1 - segment % form.bytes();
            unpack(
                    frame.slice((int) from, (int) (to - from)),
                    planes,
                    channel * pixels * form.bytes() + significance,
                    form.bytes(),
                    pixels);
        }
        return new Samples(planes, 0, 1, pixels, form.bytes(), false);
    }

    /// Runs that go on past the last pixel are padding, or a fault that does no harm here.
    private static void unpack(ByteBuffer packed, ByteBuffer into, int start, int step, int count)
            throws DicomException {
        int done = 0;
        while (done < count && packed.hasRemaining()) {
            int control = packed.get();
            if (control >= 0) {
                int length = Math.min(control + 1, packed.remaining());
                for (int i = 0; i < length; i++) {
                    byte value = packed.get();
                    if (done < count) {
                        into.put(start + step * done++, value);
                    }
                }
            } else if (control != -128 && packed.hasRemaining()) {
                byte value = packed.get();
                for (int end = Math.min(count, done + 1 - control); done < end; done++) {
                    into.put(start + step * done, value);
                }
            }
        }
        if (done < count) {
            throw new DicomException("an RLE segment ends after " + done + " of " + count + " pixels");
        }
    }
}
