package dev.fovea.dicom;

import java.io.InputStream;
import java.nio.ByteBuffer;

/// A buffer as a stream, without a copy.
final class BufferStream extends InputStream {
    private final ByteBuffer bytes;

    BufferStream(ByteBuffer bytes) {
        this.bytes = bytes.duplicate().rewind();
    }

    @Override
    public int read() {
        return bytes.hasRemaining() ? bytes.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int from, int count) {
        int length = Math.min(count, bytes.remaining());
        bytes.get(into, from, length);
        return length == 0 && count > 0 ? -1 : length;
    }
}
