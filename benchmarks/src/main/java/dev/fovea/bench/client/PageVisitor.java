package dev.fovea.bench.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/// Asks of a daemon what an open page asks: one stream of events for ever, status and box every five seconds, the
/// day's list at the start, and a preview of each answered photograph. Begins at once; thread-safe.
public final class PageVisitor implements AutoCloseable {
    private static final Duration ASK_EVERY = Duration.ofSeconds(5);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    /// As the page asks for its cards.
    private static final int PREVIEW_SIDE = 512;

    private final URI server;
    private final Socket events;
    private final List<Thread> threads;
    private final AtomicInteger previews = new AtomicInteger();
    private final AtomicReference<String> failure = new AtomicReference<>("");
    private volatile boolean closed;

    private PageVisitor(URI server, Socket events) {
        this.server = server;
        this.events = events;
        this.threads = List.of(
                Thread.ofVirtual().unstarted(this::listen), Thread.ofVirtual().unstarted(this::ask));
    }

    /// Opens the page.
    public static PageVisitor open(URI server) throws IOException {
        PageVisitor visitor = new PageVisitor(server, new Socket(server.getHost(), server.getPort()));
        visitor.threads.forEach(Thread::start);
        return visitor;
    }

    /// Previews that were shown.
    public int previews() {
        return previews.get();
    }

    /// What went wrong first; empty when nothing did.
    public String failure() {
        return failure.get();
    }

    /// The stream's text is JSON in lines; an answered capture names its preview.
    private void listen() {
        try (Connection pictures = new Connection(server, ANSWER_MAX)) {
            events.getOutputStream()
                    .write(("GET /v1/events HTTP/1.1\r\nHost: " + server.getAuthority()
                                    + "\r\nAccept: text/event-stream\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = events.getInputStream();
            StringBuilder line = new StringBuilder();
            for (int next = in.read(); next >= 0 && !closed; next = in.read()) {
                if (next == '\n') {
                    hear(line.toString(), pictures);
                    line.setLength(0);
                } else {
                    line.append((char) next);
                }
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    private void hear(String line, Connection pictures) throws IOException {
        int at = line.indexOf("\"preview\":\"");
        if (at >= 0 && line.contains("\"state\":\"answered\"")) {
            int begin = at + "\"preview\":\"".length();
            String path = line.substring(begin, line.indexOf('"', begin));
            Reply reply = pictures.send(Call.get(path + "?side=" + PREVIEW_SIDE));
            if (reply.status() != 200) {
                throw new IOException(path + " was answered " + reply.status());
            }
            previews.incrementAndGet();
        }
    }

    private void ask() {
        try (Connection figures = new Connection(server, ANSWER_MAX)) {
            figures.send(Call.get("/v1/captures?limit=200"));
            while (!closed) {
                figures.send(Call.get("/v1/status"));
                figures.send(Call.get("/v1/box"));
                LockSupport.parkNanos(ASK_EVERY.toNanos());
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    private void fail(IOException e) {
        if (!closed) {
            failure.compareAndSet("", String.valueOf(e));
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            events.close();
        } catch (IOException alreadyGone) {
            // Nothing is left to close.
        }
        threads.forEach(LockSupport::unpark);
    }
}
