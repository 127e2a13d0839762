package dev.fovea.dicom.net;

import dev.fovea.dicom.net.ListenerMetrics.End;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/// Accepts DICOM associations, so many at a time. One log line for each that is rejected or breaks.
public final class Listener implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Listener.class.getName());
    private static final int BACKLOG = 50;

    private final ListenerSettings settings;
    private final Association.Parts parts;
    private final ServerSocket server;
    private final Optional<Tls> tls;
    private final Semaphore places;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Listener(ListenerSettings settings, Association.Parts parts, ServerSocket server, Optional<Tls> tls) {
        this.settings = settings;
        this.parts = parts;
        this.server = server;
        this.tls = tls;
        this.places = new Semaphore(settings.associationsMax());
    }

    /// Listens when it returns.
    ///
    /// @throws UncheckedIOException when the port is taken
    /// @throws IllegalArgumentException when a file for TLS cannot be used
    public static Listener start(ListenerSettings settings, Storage storage, ListenerMetrics metrics) {
        return start(settings, storage, new Commitments(), metrics);
    }

    /// As the other one.
    ///
    /// @param commitments hear what archives say about objects that they were asked to keep
    public static Listener start(
            ListenerSettings settings, Storage storage, Commitments commitments, ListenerMetrics metrics) {
        Optional<Tls> tls = settings.tls().map(Tls::of);
        try {
            ServerSocket server = new ServerSocket();
            server.bind(new InetSocketAddress(settings.host(), settings.port()), BACKLOG);
            Listener listener =
                    new Listener(settings, new Association.Parts(storage, commitments, metrics), server, tls);
            Thread.ofPlatform().name("dicom-accept").daemon().start(listener::accept);
            return listener;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "dicom.port " + settings.port() + " of " + settings.host() + " cannot be listened on: " + e, e);
        }
    }

    /// The port it listens on.
    public int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().name("dicom-" + socket.getPort()).start(() -> serve(socket));
            } catch (IOException | RuntimeException e) {
                if (!server.isClosed()) {
                    LOG.log(System.Logger.Level.WARNING, "a DICOM connection could not be accepted: {0}", e.toString());
                }
            }
        }
    }

    private void serve(Socket socket) {
        End end = End.BROKEN;
        boolean placed = places.tryAcquire();
        try (socket) {
            socket.setTcpNoDelay(true);
            if (!placed) {
                // In TLS there is nobody to say it to before hands are shaken.
                if (tls.isEmpty()) {
                    new Wire(socket, socket, settings.silenceMax(), settings.pduBytesMax())
                            .write(Wire.ASSOCIATE_REJECT, Negotiation.tooMany());
                }
                throw new Association.RejectedException(
                        "there are " + settings.associationsMax() + " associations already");
            }
            Socket talk = tls.isPresent()
                    ? tls.get().wrap(socket, socket.getInetAddress().getHostAddress(), settings.silenceMax())
                    : socket;
            end = converse(new Wire(socket, talk, settings.silenceMax(), settings.pduBytesMax()));
        } catch (Association.RejectedException e) {
            end = End.REJECTED;
            log(socket, "rejected", e);
        } catch (IOException | RuntimeException e) {
            log(socket, "broken", e);
        } finally {
            if (placed) {
                places.release();
            }
            open.remove(socket);
            parts.metrics().ended(end);
        }
    }

    private End converse(Wire wire) throws IOException {
        try {
            return new Association(wire, settings, parts).serve();
        } catch (Association.RejectedException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            try {
                wire.write(Wire.ABORT, new byte[] {0, 0, 2, 0});
            } catch (IOException nobodyIsThere) {
                e.addSuppressed(nobodyIsThere);
            }
            throw e;
        }
    }

    private static void log(Socket socket, String how, Exception e) {
        LOG.log(
                System.Logger.Level.WARNING,
                "the DICOM connection from {0} was {1}: {2}",
                String.valueOf(socket.getRemoteSocketAddress()),
                how,
                String.valueOf(e.getMessage()));
    }

    /// Ends every association where it is; what was not acknowledged is sent again by its sender. Idempotent.
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the DICOM listener did not close: {0}", e.toString());
        }
        for (Socket socket : open) {
            try {
                socket.close();
            } catch (IOException closedAnyway) {
                LOG.log(System.Logger.Level.DEBUG, "a DICOM connection did not close", closedAnyway);
            }
        }
    }
}
