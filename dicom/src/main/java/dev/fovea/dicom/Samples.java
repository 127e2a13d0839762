package dev.fovea.dicom;

import java.nio.ByteBuffer;

/// One frame's samples as they are stored, wherever they come from.
///
/// @param bytes in the byte order of the buffer
/// @param first the frame's first sample, counted in samples
/// @param stride samples from one pixel's to the next one's of the same channel
/// @param plane samples from one channel to the next
/// @param bytesEach of a sample, 1 or 2
/// @param swapped whether samples of 8 bit stand in pairs the wrong way round
record Samples(ByteBuffer bytes, int first, int stride, int plane, int bytesEach, boolean swapped) {
    /// The raw bits of a sample.
    int raw(int pixel, int channel) {
        return at(first + pixel * stride + channel * plane);
    }

    /// The raw bits at a place counted in samples.
    int at(int place) {
        if (bytesEach == 2) {
            return bytes.getShort(2 * place) & 0xffff;
        }
        return bytes.get(swapped ? place ^ 1 : place) & 0xff;
    }
}
