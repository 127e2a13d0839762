package dev.fovea.bench.client;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A few lines of HTTP/1.1 on loopback: each request is answered by the bytes a test gives, raw.
public final class FakeServer implements AutoCloseable {
    /// What a test answers with.
    public interface Script {
        /// @param request head and body
        /// @return the raw answer; empty hangs up
        String answer(Request request);

        /// Whether the body is read at all before answering.
        default boolean readsBodies() {
            return true;
        }
    }

    /// One request as it came in.
    public static final class Request {
        private final String head;
        private final byte[] body;

        private Request(String head, byte[] body) {
            this.head = head;
            this.body = body;
        }

        public String head() {
            return head;
        }

        public byte[] body() {
            return body;
        }
    }

    private final ServerSocket listener;
    private final Script script;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    public FakeServer(Script script) {
        this(0, script);
    }

    public FakeServer(int port, Script script) {
        this.script = script;
        try {
            listener = new ServerSocket(port, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public static String answer(int status, String body) {
        return "HTTP/1.1 " + status + " Text\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    public int connections() {
        return connections.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                sockets.add(socket);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                byte[] body = script.readsBodies() ? in.readNBytes(length(head)) : new byte[0];
                String answer = script.answer(new Request(head, body));
                if (answer.isEmpty()) {
                    return;
                }
                out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
                if (!script.readsBodies()) {
                    return;
                }
            }
        } catch (IOException gone) {
            // The client hung up.
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.append((char) next);
            if (head.length() > 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
                return head.toString();
            }
        }
        return "";
    }

    private static int length(String head) {
        return head.lines()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .filter(line -> line.startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
