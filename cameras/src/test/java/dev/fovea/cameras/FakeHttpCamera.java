package dev.fovea.cameras;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// A camera on loopback that does what it is told, in each connection anew.
final class FakeHttpCamera implements AutoCloseable {
    private static final String HEAD =
            "HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace;boundary=frame\r\n\r\n";

    private static final String LOGIN = "Authorization: ";

    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ServerSocket server;
    private volatile int port;
    private volatile List<byte[]> pieces = List.of();
    private volatile boolean stays;
    private volatile String challenge = "";
    private volatile String authorization = "";
    private final Queue<String> shown = new ConcurrentLinkedQueue<>();
    private volatile String answer = "";

    /// On the same port as before, if there was one.
    void open() {
        try {
            ServerSocket listening = new ServerSocket(port, 10, InetAddress.getLoopbackAddress());
            server = listening;
            port = listening.getLocalPort();
            Thread.ofVirtual().start(() -> serve(listening));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    void plays(List<byte[]> newPieces, boolean newStays) {
        pieces = newPieces;
        stays = newStays;
        ServerSocket listening = server;
        if (listening == null || listening.isClosed()) {
            open();
        }
    }

    void wants(String header, String asksFor) {
        authorization = header;
        challenge = asksFor;
    }

    /// Every `Authorization` it was ever shown.
    List<String> shown() {
        return List.copyOf(shown);
    }

    void answers(String whole) {
        answer = whole;
    }

    private void serve(ServerSocket listening) {
        try {
            while (true) {
                Socket socket = listening.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // Nobody is let in any more.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader request =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            boolean allowed = authorization.isEmpty();
            for (String line = request.readLine(); line != null && !line.isEmpty(); line = request.readLine()) {
                if (line.startsWith(LOGIN)) {
                    shown.add(line.substring(LOGIN.length()));
                    allowed |= line.equals(LOGIN + authorization);
                }
            }
            OutputStream out = socket.getOutputStream();
            if (!allowed) {
                write(
                        out,
                        "HTTP/1.0 401 Unauthorized\r\nWWW-Authenticate: " + challenge
                                + "\r\nContent-Length: 0\r\n\r\n");
            } else if (!answer.isEmpty()) {
                write(out, answer);
            } else {
                play(out);
                if (stays) {
                    request.readLine();
                }
            }
        } catch (IOException gone) {
            // The other side has hung up.
        } finally {
            open.remove(socket);
        }
    }

    private void play(OutputStream out) throws IOException {
        write(out, HEAD);
        for (byte[] piece : pieces) {
            write(out, "--frame\r\nContent-Type: image/jpeg\r\nContent-Length: " + piece.length + "\r\n\r\n");
            out.write(piece);
            write(out, "\r\n");
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Nobody can connect, and who is connected is not any more.
    @Override
    public void close() {
        try {
            ServerSocket listening = server;
            if (listening != null) {
                listening.close();
            }
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
