package dev.fovea.dicom.net;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// Whoever is called, and does what a test wants: one connection, on a thread of its own.
final class OddPeer implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMillis(600);

    private final ServerSocket server;
    private final Thread thread;

    /// What is done with the connection. An end of it is no failure: many callers hang up.
    interface Script {
        void play(Line line) throws IOException;
    }

    /// One end of a connection.
    record Line(Socket socket, DataInputStream in) {
        /// A whole PDU, header included.
        byte[] hear() throws IOException {
            byte[] header = new byte[Wire.HEADER];
            in.readFully(header);
            byte[] body = new byte[ByteBuffer.wrap(header).getInt(2)];
            in.readFully(body);
            return ByteBuffer.allocate(header.length + body.length)
                    .put(header)
                    .put(body)
                    .array();
        }

        Line say(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            return this;
        }

        /// Accepts the first proposal of the request that has come, in this transfer syntax.
        Line accept(String syntax) throws IOException {
            byte[] request = hear();
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.write(request, Wire.HEADER, 68);
            ByteArrayOutputStream context = new ByteArrayOutputStream();
            context.writeBytes(new byte[] {1, 0, 0, 0});
            Negotiation.item(context, 0x40, Negotiation.ascii(syntax));
            Negotiation.item(body, 0x21, context.toByteArray());
            Negotiation.item(body, 0x50, Negotiation.user(4_096));
            return say(Sender.pdu(Wire.ASSOCIATE_ACCEPT, body.toByteArray()));
        }

        /// Hears PDUs until the last piece of a data set.
        ///
        /// @return that piece
        byte[] hearDataSet() throws IOException {
            byte[] pdu = hear();
            while (pdu[11] != 2) {
                pdu = hear();
            }
            return Arrays.copyOfRange(pdu, 12, pdu.length);
        }

        /// A command, and what may follow it.
        Line answer(CommandSet command, byte[]... dataSet) throws IOException {
            say(piece(3, command.encoded()));
            for (byte[] bytes : dataSet) {
                say(piece(2, bytes));
            }
            return this;
        }

        private static byte[] piece(int flags, byte[] bytes) {
            ByteBuffer pdv = ByteBuffer.allocate(6 + bytes.length);
            pdv.putInt(2 + bytes.length).put((byte) 1).put((byte) flags).put(bytes);
            return Sender.pdu(Wire.DATA, pdv.array());
        }
    }

    OddPeer(Script script) throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        thread = Thread.ofVirtual().start(() -> {
            try (Socket socket = server.accept()) {
                socket.setSoTimeout(20_000);
                script.play(new Line(socket, new DataInputStream(socket.getInputStream())));
            } catch (IOException hungUp) {
                Thread.currentThread().interrupt();
            }
        });
    }

    Peer peer() {
        return peer(server.getLocalPort());
    }

    static Peer peer(int port) {
        return new Peer("127.0.0.1", port, "ARCHIVE", "FOVEA", PATIENCE, Optional.empty());
    }

    @Override
    public void close() throws IOException {
        server.close();
        thread.interrupt();
    }
}
