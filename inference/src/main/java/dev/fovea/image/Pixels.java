package dev.fovea.image;

import java.nio.ByteBuffer;

/// A decoded picture: upright, 8 bit, three bytes a pixel in blue-green-red order, rows without gaps. A view of memory
/// that its decoder owns; good until that decoder decodes again.
record Pixels(ByteBuffer bgr, int width, int height) {
    /// Bytes a pixel.
    static final int CHANNELS = 3;

    Pixels {
        if (bgr.limit() < (long) CHANNELS * width * height) {
            throw new IllegalArgumentException("a picture of " + width + "x" + height + " needs "
                    + (long) CHANNELS * width * height + " bytes, got " + bgr.limit());
        }
    }

    /// Copies `count` pixels of row `y`, starting at column `x`, to the start of `into`.
    void row(int y, int x, int count, byte[] into) {
        bgr.get(CHANNELS * (y * width + x), into, 0, CHANNELS * count);
    }

    /// Turns unsigned bytes, 0 to 255, into signed ones of 128 less.
    static void toSigned(byte[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            values[i] ^= (byte) 0x80;
        }
    }
}
