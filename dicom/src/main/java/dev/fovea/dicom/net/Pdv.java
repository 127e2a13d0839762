package dev.fovea.dicom.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A piece of a command or of a data set (PS3.8 9.3.5.1).
///
/// @param bytes good until the next PDU is read
record Pdv(int context, boolean command, boolean last, ByteBuffer bytes) {
    /// Length, presentation context and flags.
    static final int HEADER = 6;

    private static final int COMMAND_BIT = 1;
    private static final int LAST_BIT = 2;

    /// The next one of a P-DATA PDU.
    static Pdv take(ByteBuffer pdu) throws IOException {
        long length = pdu.remaining() < HEADER ? -1 : pdu.getInt() & 0xffffffffL;
        if (length < 2 || length > pdu.remaining()) {
            throw new IOException("a piece of a message claims " + length + " bytes of " + pdu.remaining());
        }
        int context = pdu.get() & 0xff;
        int flags = pdu.get();
        int size = (int) length - 2;
        ByteBuffer bytes = pdu.slice(pdu.position(), size);
        pdu.position(pdu.position() + size);
        return new Pdv(context, (flags & COMMAND_BIT) != 0, (flags & LAST_BIT) != 0, bytes);
    }

    /// Writes a whole command in one PDU.
    static void writeCommand(Wire wire, int context, byte[] command) throws IOException {
        wire.write(Wire.DATA, encoded(context, COMMAND_BIT | LAST_BIT, command, 0, command.length));
    }

    /// Writes a data set in PDUs of at most `pduBytes`.
    static void writeDataSet(Wire wire, int context, byte[] dataSet, int pduBytes) throws IOException {
        int room = pduBytes - HEADER;
        int at = 0;
        do {
            int size = Math.min(room, dataSet.length - at);
            int flags = at + size == dataSet.length ? LAST_BIT : 0;
            wire.write(Wire.DATA, encoded(context, flags, dataSet, at, size));
            at += size;
        } while (at < dataSet.length);
    }

    private static byte[] encoded(int context, int flags, byte[] from, int at, int size) {
        return ByteBuffer.allocate(HEADER + size)
                .putInt(size + 2)
                .put((byte) context)
                .put((byte) flags)
                .put(from, at, size)
                .array();
    }

    /// Puts this piece behind others.
    void appendTo(ByteArrayOutputStream whole, int bytesMax) throws IOException {
        if (whole.size() + bytes.remaining() > bytesMax) {
            throw new IOException("a command or data set has more than " + bytesMax + " bytes");
        }
        byte[] piece = new byte[bytes.remaining()];
        bytes.get(piece);
        whole.writeBytes(piece);
    }
}
