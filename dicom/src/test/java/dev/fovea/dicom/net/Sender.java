package dev.fovea.dicom.net;

import dev.fovea.dicom.TransferSyntax;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A sender of our own that writes each byte as a test wants it.
final class Sender implements AutoCloseable {
    static final String SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7";

    private final Socket socket;
    private final DataInputStream in;

    Sender(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        in = new DataInputStream(socket.getInputStream());
    }

    Sender say(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /// The type of the next PDU and its body; type -1 when the connection has ended.
    Wire.Pdu hear() throws IOException {
        try {
            int type = in.read();
            if (type < 0) {
                return new Wire.Pdu(-1, ByteBuffer.allocate(0));
            }
            in.readByte();
            byte[] body = new byte[in.readInt()];
            in.readFully(body);
            return new Wire.Pdu(type, ByteBuffer.wrap(body));
        } catch (IOException reset) {
            return new Wire.Pdu(-1, ByteBuffer.allocate(0));
        }
    }

    /// The status of a response that is the next PDU.
    int hearStatus() throws IOException {
        ByteBuffer body = hear().body().order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 6; at + 8 <= body.limit(); at += 8 + body.getInt(at + 4)) {
            if (body.getShort(at + 2) == 0x0900) {
                return body.getShort(at + 8) & 0xffff;
            }
        }
        return -1;
    }

    static byte[] request(String called, String calling, String sopClass, String syntax) {
        return request(called, calling, context(sopClass, syntax), new byte[0]);
    }

    /// @param role a role selection, empty for none
    static byte[] request(String called, String calling, byte[] context, byte[] role) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(new byte[] {0, 1, 0, 0});
        body.writeBytes((called + " ".repeat(16)).substring(0, 16).getBytes(StandardCharsets.US_ASCII));
        body.writeBytes((calling + " ".repeat(16)).substring(0, 16).getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(new byte[32]);
        body.writeBytes(item(0x10, "1.2.840.10008.3.1.1.1"));
        body.writeBytes(item(0x20, context));
        ByteArrayOutputStream user = new ByteArrayOutputStream();
        user.writeBytes(new byte[] {0x51, 0, 0, 4, 0, 0, 0x40, 0});
        if (role.length > 0) {
            user.writeBytes(item(0x54, role));
        }
        body.writeBytes(item(0x50, user.toByteArray()));
        return pdu(Wire.ASSOCIATE_REQUEST, body.toByteArray());
    }

    static byte[] context(String sopClass, String syntax) {
        ByteArrayOutputStream context = new ByteArrayOutputStream();
        context.writeBytes(new byte[] {1, 0, 0, 0});
        context.writeBytes(item(0x30, sopClass));
        context.writeBytes(item(0x40, syntax));
        return context.toByteArray();
    }

    static byte[] request() {
        return request("FOVEA", "CAMERA", SECONDARY_CAPTURE, TransferSyntax.EXPLICIT_LITTLE.uid());
    }

    /// A whole C-STORE: the command, and a data set in two pieces.
    static byte[] store(byte[] dataSet) {
        ByteArrayOutputStream group = new ByteArrayOutputStream();
        group.writeBytes(element(0x0002, (SECONDARY_CAPTURE + '\0').getBytes(StandardCharsets.US_ASCII)));
        group.writeBytes(element(0x0100, new byte[] {1, 0}));
        group.writeBytes(element(0x0110, new byte[] {7, 0}));
        group.writeBytes(element(0x0700, new byte[] {0, 0}));
        group.writeBytes(element(0x0800, new byte[] {0, 0}));
        group.writeBytes(element(0x1000, "1.2.34".getBytes(StandardCharsets.US_ASCII)));
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(piece(3, group.toByteArray()));
        int half = dataSet.length / 2;
        whole.writeBytes(piece(0, Arrays.copyOf(dataSet, half)));
        whole.writeBytes(piece(2, Arrays.copyOfRange(dataSet, half, dataSet.length)));
        return whole.toByteArray();
    }

    static byte[] release() {
        return pdu(Wire.RELEASE_REQUEST, new byte[4]);
    }

    /// A P-DATA PDU of one piece.
    static byte[] piece(int flags, byte[] bytes) {
        ByteBuffer pdv = ByteBuffer.allocate(6 + bytes.length);
        pdv.putInt(2 + bytes.length).put((byte) 1).put((byte) flags).put(bytes);
        return pdu(Wire.DATA, pdv.array());
    }

    static byte[] pdu(int type, byte[] body) {
        return ByteBuffer.allocate(6 + body.length)
                .put((byte) type)
                .put((byte) 0)
                .putInt(body.length)
                .put(body)
                .array();
    }

    private static byte[] element(int element, byte[] value) {
        return ByteBuffer.allocate(8 + value.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 0)
                .putShort((short) element)
                .putInt(value.length)
                .put(value)
                .array();
    }

    private static byte[] item(int type, String text) {
        return item(type, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] item(int type, byte[] value) {
        return ByteBuffer.allocate(4 + value.length)
                .put((byte) type)
                .put((byte) 0)
                .putShort((short) value.length)
                .put(value)
                .array();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
