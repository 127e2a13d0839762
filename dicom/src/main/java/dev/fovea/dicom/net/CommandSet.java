package dev.fovea.dicom.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// The elements of a command (PS3.7 E), group 0000, always implicit little-endian.
///
/// One thread.
final class CommandSet {
    static final int AFFECTED_CLASS = 0x0002;
    static final int REQUESTED_CLASS = 0x0003;
    static final int FIELD = 0x0100;
    static final int MESSAGE_ID = 0x0110;
    static final int ANSWERED_ID = 0x0120;
    static final int PRIORITY = 0x0700;
    static final int DATA_SET = 0x0800;
    static final int STATUS = 0x0900;
    static final int COMMENT = 0x0902;
    static final int AFFECTED_INSTANCE = 0x1000;
    static final int REQUESTED_INSTANCE = 0x1001;
    static final int EVENT = 0x1002;
    static final int ACTION = 0x1008;

    /// The largest command set taken; a C-STORE has some 200 bytes.
    static final int BYTES_MAX = 16 << 10;

    /// What [#DATA_SET] holds when none follows.
    static final int NO_DATA_SET = 0x0101;

    private static final int COMMENT_MAX = 64;

    private final Map<Integer, byte[]> elements = new TreeMap<>();

    /// @throws IOException when it is no command set; a field that is there but no number counts as broken
    static CommandSet parse(byte[] bytes) throws IOException {
        CommandSet set = new CommandSet();
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (in.remaining() >= 8) {
            int group = in.getShort();
            int element = in.getShort() & 0xffff;
            long length = in.getInt() & 0xffffffffL;
            if (group != 0 || length > in.remaining()) {
                throw new IOException("the command set is broken at byte " + (in.position() - 8));
            }
            byte[] value = new byte[(int) length];
            in.get(value);
            set.elements.put(element, value);
        }
        if (set.number(FIELD, -1) < 0) {
            throw new IOException("the command set has no command");
        }
        return set;
    }

    /// @throws IOException when it is there and too short for a number
    int number(int element, int absent) throws IOException {
        byte[] value = elements.get(element);
        if (value == null) {
            return absent;
        }
        if (value.length < 2) {
            throw new IOException("a number of the command set has " + value.length + " bytes");
        }
        return (value[0] & 0xff) | (value[1] & 0xff) << 8;
    }

    /// Without its padding; empty when it is not there.
    String text(int element) {
        byte[] value = elements.getOrDefault(element, new byte[0]);
        return new String(value, StandardCharsets.ISO_8859_1).replace('\0', ' ').strip();
    }

    boolean withDataSet() throws IOException {
        return number(DATA_SET, NO_DATA_SET) != NO_DATA_SET;
    }

    CommandSet with(int element, int number) {
        elements.put(element, new byte[] {(byte) number, (byte) (number >>> 8)});
        return this;
    }

    /// An empty UID is left out.
    CommandSet withUid(int element, String uid) {
        return uid.isEmpty() ? this : with(element, uid, '\0');
    }

    /// Cut to what a comment may have; an empty one is left out.
    CommandSet withComment(String sentence) {
        String ascii = sentence.replaceAll("[^ -\\[\\]-~]", "?");
        return ascii.isEmpty() ? this : with(COMMENT, ascii.substring(0, Math.min(COMMENT_MAX, ascii.length())), ' ');
    }

    private CommandSet with(int element, String text, char padding) {
        String even = text.length() % 2 == 0 ? text : text + padding;
        elements.put(element, even.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /// With its length before it.
    byte[] encoded() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        elements.forEach((element, value) -> element(body, element, value));
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        byte[] length = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(body.size())
                .array();
        element(whole, 0x0000, length);
        whole.writeBytes(body.toByteArray());
        return whole.toByteArray();
    }

    private static void element(ByteArrayOutputStream into, int element, byte[] value) {
        into.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 0)
                .putShort((short) element)
                .putInt(value.length)
                .array());
        into.writeBytes(value);
    }
}
