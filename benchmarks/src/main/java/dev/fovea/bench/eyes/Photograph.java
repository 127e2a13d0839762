package dev.fovea.bench.eyes;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/// One JPEG in memory, ready to be sent many times as different bytes: a comment with a serial number is put between
/// its first segments and its tables, so every copy has a SHA-256 of its own and the same pixels.
public final class Photograph {
    private static final int SERIAL_BYTES = 16;

    private final String name;
    private final byte[] head;
    private final byte[] tail;

    private Photograph(String name, byte[] head, byte[] tail) {
        this.name = name;
        this.head = head;
        this.tail = tail;
    }

    /// @param jpeg a whole file; copied
    /// @throws IllegalArgumentException when it is no JPEG
    public static Photograph of(String name, byte[] jpeg) {
        int at = afterApplicationSegments(jpeg);
        byte[] head = java.util.Arrays.copyOf(jpeg, at);
        return new Photograph(name, head, java.util.Arrays.copyOfRange(jpeg, at, jpeg.length));
    }

    /// Where the APP0 to APP15 segments end: decoders look for EXIF there, so nothing may come before them.
    private static int afterApplicationSegments(byte[] jpeg) {
        ByteBuffer bytes = ByteBuffer.wrap(jpeg);
        if (jpeg.length < 4 || bytes.getShort(0) != (short) 0xFFD8) {
            throw new IllegalArgumentException("not a JPEG: " + jpeg.length + " bytes");
        }
        int at = 2;
        while (at + 4 <= jpeg.length && (bytes.getShort(at) & 0xFFF0) == 0xFFE0) {
            at += 2 + Short.toUnsignedInt(bytes.getShort(at + 2));
        }
        if (at > jpeg.length) {
            throw new IllegalArgumentException("a JPEG segment ends after the file's " + jpeg.length + " bytes");
        }
        return at;
    }

    public String name() {
        return name;
    }

    /// Of one stamped copy.
    public int size() {
        return head.length + 4 + SERIAL_BYTES + tail.length;
    }

    /// The file of that number, in parts that share memory with all others: do not write to them.
    public List<byte[]> stamped(long run, long serial) {
        ByteBuffer comment = ByteBuffer.allocate(4 + SERIAL_BYTES);
        comment.putShort((short) 0xFFFE).putShort((short) (2 + SERIAL_BYTES));
        comment.putLong(run).putLong(serial);
        return List.of(head, comment.array(), tail);
    }

    /// The same as one array.
    public byte[] bytes(long run, long serial) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(size());
        stamped(run, serial).forEach(all::writeBytes);
        return all.toByteArray();
    }
}
