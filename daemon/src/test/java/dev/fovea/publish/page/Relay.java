package dev.fovea.publish.page;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The cable between browser and daemon, which a test can pull out: bytes to and fro on loopback.
///
/// Two virtual threads per connection and one that accepts; all end at [#close].
final class Relay implements AutoCloseable {
    private final ServerSocket door;
    private final URI server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition thawed = lock.newCondition();
    private volatile boolean cut;
    private volatile boolean frozen;

    private Relay(ServerSocket door, URI server) {
        this.door = door;
        this.server = server;
    }

    static Relay to(URI server) {
        try {
            Relay relay = new Relay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
            Thread.ofVirtual().name("relay-accept").start(relay::accept);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException("the relay found no port", e);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    /// Pulls the cable: everything open breaks, nothing new gets through.
    void cut() {
        cut = true;
        sockets.forEach(Relay::quietly);
    }

    /// Everything stays open, nothing moves: the worst kind of loss.
    void freeze() {
        frozen = true;
    }

    void restore() {
        cut = false;
        frozen = false;
        lock.lock();
        try {
            thawed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        quietly(door);
        cut();
        restore();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket browser = door.accept();
                sockets.add(browser);
                if (cut) {
                    quietly(browser);
                    continue;
                }
                Socket daemon = new Socket(server.getHost(), server.getPort());
                sockets.add(daemon);
                Thread.ofVirtual().start(() -> pump(browser, daemon));
                Thread.ofVirtual().start(() -> pump(daemon, browser));
            } catch (IOException gone) {
                // Either the door is closed, or this one connection failed: the loop tells them apart.
            }
        }
    }

    private void pump(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[64 * 1024];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                waitWhileFrozen();
                out.write(buffer, 0, count);
                out.flush();
            }
        } catch (IOException gone) {
            // One side has gone, so the other goes too.
        } finally {
            quietly(from);
            quietly(to);
        }
    }

    private void waitWhileFrozen() {
        lock.lock();
        try {
            while (frozen) {
                thawed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private static void quietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException alreadyGone) {
            // which is what was wanted
        }
    }
}
