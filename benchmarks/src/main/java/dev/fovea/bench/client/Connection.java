package dev.fovea.bench.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One kept-alive connection, opened at the first request and again after a failure. One thread at a time.
public final class Connection implements AutoCloseable {
    private static final int BODY_BYTES_MAX = 256 << 20;
    private static final int LINE_BYTES_MAX = 64 << 10;
    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);

    private final InetSocketAddress address;
    private final Duration timeout;
    private @Nullable Socket socket;
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();

    /// @param timeout the longest wait for the next bytes of an answer
    public Connection(URI server, Duration timeout) {
        this.address = new InetSocketAddress(server.getHost(), server.getPort());
        this.timeout = timeout;
    }

    /// Sends the request and reads the whole answer.
    ///
    /// @throws IOException when there is no whole answer; whether the request was carried out is then unknown
    public Reply send(Call call) throws IOException {
        try {
            open();
            Reply reply = exchange(call);
            if (reply.header("connection").orElse("").equalsIgnoreCase("close")) {
                close();
            }
            return reply;
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void open() throws IOException {
        if (socket != null) {
            return;
        }
        Socket fresh = new Socket();
        socket = fresh;
        fresh.setTcpNoDelay(true);
        fresh.setSoTimeout(Math.toIntExact(timeout.toMillis()));
        fresh.connect(address, Math.toIntExact(CONNECT_MAX.toMillis()));
        in = new BufferedInputStream(fresh.getInputStream());
        out = fresh.getOutputStream();
    }

    private Reply exchange(Call call) throws IOException {
        try {
            out.write(head(call));
            for (byte[] part : call.body()) {
                out.write(part);
            }
            out.flush();
        } catch (IOException writing) {
            // A server that refuses may answer and hang up before it has read the body: that answer is the answer.
            try {
                Reply early = read();
                close();
                return early;
            } catch (IOException nothing) {
                writing.addSuppressed(nothing);
                throw writing;
            }
        }
        return read();
    }

    private byte[] head(Call call) {
        StringBuilder head = new StringBuilder(256)
                .append(call.method())
                .append(' ')
                .append(call.path())
                .append(" HTTP/1.1\r\nHost: ")
                .append(address.getHostString())
                .append(':')
                .append(address.getPort())
                .append("\r\n");
        call.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        if (!call.body().isEmpty()) {
            head.append("Content-Length: ").append(call.size()).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private Reply read() throws IOException {
        int status = status();
        Map<String, String> headers = headers();
        while (status == 100) {
            status = status();
            headers = headers();
        }
        return new Reply(status, headers, status == 204 || status == 304 ? new byte[0] : body(headers));
    }

    private int status() throws IOException {
        String line = line();
        if (!line.startsWith("HTTP/1.") || line.length() < 12) {
            throw new IOException("not an HTTP answer: " + line);
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            return chunks();
        }
        return bytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            all.write(bytes(size));
            line();
            if (all.size() > BODY_BYTES_MAX) {
                throw new IOException("answer over " + BODY_BYTES_MAX + " bytes");
            }
        }
        headers();
        return all.toByteArray();
    }

    private int chunkSize() throws IOException {
        String line = line();
        int end = line.indexOf(';');
        return Integer.parseInt((end < 0 ? line : line.substring(0, end)).strip(), 16);
    }

    private byte[] bytes(int size) throws IOException {
        if (size > BODY_BYTES_MAX) {
            throw new IOException("answer of " + size + " bytes, at most " + BODY_BYTES_MAX + " are taken");
        }
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("answer cut off after " + bytes.length + " of " + size + " bytes");
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.size() > LINE_BYTES_MAX) {
                throw new EOFException("connection closed within a line");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    /// Idempotent; the next request opens a new one.
    @Override
    public void close() {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException alreadyGone) {
                // Nobody is waiting for anything from it.
            }
            socket = null;
        }
    }
}
