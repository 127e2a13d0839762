package dev.fovea.dicom.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// A command set (PS3.7 E), always implicit little-endian.
///
/// @param field what is asked for: [#STORE], [#ECHO], or another
record Command(int field, int messageId, String sopClass, String sopInstance, boolean withDataSet, boolean urgent) {
    static final int STORE = 0x0001;
    static final int ECHO = 0x0030;
    static final int CANCEL = 0x0fff;

    /// The largest command set taken; a C-STORE has some 200 bytes.
    static final int BYTES_MAX = 16 << 10;

    private static final int NO_DATA_SET = 0x0101;
    private static final int RESPONSE = 0x8000;
    private static final int COMMENT_MAX = 64;

    static Command parse(byte[] bytes) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int field = -1;
        int messageId = 0;
        String sopClass = "";
        String sopInstance = "";
        int dataSet = NO_DATA_SET;
        int priority = 0;
        while (in.remaining() >= 8) {
            int group = in.getShort();
            int element = in.getShort();
            long length = in.getInt() & 0xffffffffL;
            if (group != 0 || length > in.remaining()) {
                throw new IOException("the command set is broken at byte " + (in.position() - 8));
            }
            ByteBuffer value = in.slice(in.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
            in.position(in.position() + (int) length);
            switch (element) {
                case 0x0002 -> sopClass = uid(value);
                case 0x0100 -> field = number(value);
                case 0x0110 -> messageId = number(value);
                case 0x0700 -> priority = number(value);
                case 0x0800 -> dataSet = number(value);
                case 0x1000 -> sopInstance = uid(value);
                default -> {}
            }
        }
        if (field < 0) {
            throw new IOException("the command set has no command");
        }
        return new Command(field, messageId, sopClass, sopInstance, dataSet != NO_DATA_SET, priority == 1);
    }

    private static int number(ByteBuffer value) throws IOException {
        if (value.remaining() < 2) {
            throw new IOException("a number of the command set has " + value.remaining() + " bytes");
        }
        return value.getShort() & 0xffff;
    }

    private static String uid(ByteBuffer value) {
        return StandardCharsets.ISO_8859_1
                .decode(value)
                .toString()
                .replace('\0', ' ')
                .strip();
    }

    /// The response's command set.
    byte[] response(Storage.Answer answer) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        text(body, 0x0002, sopClass, '\0');
        number(body, 0x0100, field | RESPONSE);
        number(body, 0x0120, messageId);
        number(body, 0x0800, NO_DATA_SET);
        number(body, 0x0900, answer.status().code());
        if (!answer.comment().isEmpty()) {
            String ascii = answer.comment().replaceAll("[^ -\\[\\]-~]", "?");
            text(body, 0x0902, ascii.substring(0, Math.min(COMMENT_MAX, ascii.length())), ' ');
        }
        if (!sopInstance.isEmpty()) {
            text(body, 0x1000, sopInstance, '\0');
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        element(
                whole,
                0x0000,
                ByteBuffer.allocate(4)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(body.size())
                        .array());
        whole.writeBytes(body.toByteArray());
        return whole.toByteArray();
    }

    private static void number(ByteArrayOutputStream into, int element, int value) {
        element(into, element, new byte[] {(byte) value, (byte) (value >>> 8)});
    }

    private static void text(ByteArrayOutputStream into, int element, String text, char padding) {
        String even = text.length() % 2 == 0 ? text : text + padding;
        element(into, element, even.getBytes(StandardCharsets.ISO_8859_1));
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
