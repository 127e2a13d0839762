package dev.fovea.cameras;

import java.util.Arrays;

/// A picture on its way, in memory that is used again for the next one. For one thread.
final class PictureBuffer {
    private static final int BYTES_MIN = 64 << 10;

    private final int bytesMax;
    private byte[] bytes = new byte[BYTES_MIN];
    private int count;

    PictureBuffer(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    /// @return whether there was room for it
    boolean add(int value) {
        if (count == bytesMax) {
            return false;
        }
        if (count == bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(bytesMax, 2L * bytes.length));
        }
        bytes[count] = (byte) value;
        count++;
        return true;
    }

    int at(int index) {
        return bytes[index] & 0xFF;
    }

    /// Its last bytes are those.
    boolean endsWith(byte[] end) {
        return count >= end.length && Arrays.equals(bytes, count - end.length, count, end, 0, end.length);
    }

    void dropLast(int dropped) {
        count -= dropped;
    }

    void keepLast(int kept) {
        System.arraycopy(bytes, count - kept, bytes, 0, kept);
        count = kept;
    }

    byte[] copy(int length) {
        return Arrays.copyOf(bytes, length);
    }
}
