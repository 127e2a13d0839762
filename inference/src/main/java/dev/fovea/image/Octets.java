package dev.fovea.image;

import java.nio.ByteBuffer;

/// Reads numbers out of a file nobody vouches for: a read past the end gives -1 instead of an exception, so a parser
/// over it cannot be made to throw. Unsigned; offsets count from the start of the file.
final class Octets {
    private final ByteBuffer bytes;

    /// @param file from position to limit; neither is changed
    Octets(ByteBuffer file) {
        this.bytes = file.slice();
    }

    int size() {
        return bytes.limit();
    }

    boolean has(long at, long count) {
        return at >= 0 && count >= 0 && at <= size() - count;
    }

    int u8(long at) {
        return has(at, 1) ? bytes.get((int) at) & 0xff : -1;
    }

    int u16(long at, boolean bigEndian) {
        if (!has(at, 2)) {
            return -1;
        }
        int first = u8(at);
        int second = u8(at + 1);
        return bigEndian ? first << 8 | second : second << 8 | first;
    }

    long u32(long at, boolean bigEndian) {
        if (!has(at, 4)) {
            return -1;
        }
        long first = u16(at, bigEndian);
        long second = u16(at + 2, bigEndian);
        return bigEndian ? first << 16 | second : second << 16 | first;
    }

    /// Whether these very bytes stand at `at`; each is given as 0 to 255.
    boolean matches(long at, int... expected) {
        for (int i = 0; i < expected.length; i++) {
            if (u8(at + i) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    /// The part from `at` on, `count` bytes of it or as many as there are.
    Octets part(long at, long count) {
        int from = Math.clamp(at, 0, size());
        return new Octets(bytes.duplicate().position(from).limit(Math.clamp(from + count, from, size())));
    }
}
