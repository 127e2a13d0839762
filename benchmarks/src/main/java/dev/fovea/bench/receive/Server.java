package dev.fovea.bench.receive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Somebody else's program as a child process.
final class Server implements AutoCloseable {
    private static final Duration STARTED_MAX = Duration.ofSeconds(30);
    private static final Duration STOPPED_MAX = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Process process;

    private Server(Process process) {
        this.process = process;
    }

    /// Returns when somebody listens on the port.
    static Server start(List<String> words, int port, Path log) {
        try {
            Process process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Server server = new Server(process);
            long end = System.nanoTime() + STARTED_MAX.toNanos();
            while (!listens(port)) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    server.close();
                    throw new IllegalStateException(words.getFirst() + " did not listen; see " + log);
                }
                LockSupport.parkNanos(POLL.toNanos());
            }
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + words.getFirst(), e);
        }
    }

    /// Runs a program to its end.
    static void run(List<String> words) {
        try {
            Process process = new ProcessBuilder(words).inheritIO().start();
            if (!process.waitFor(STARTED_MAX.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(words + " did not end well within " + STARTED_MAX);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + words.getFirst(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException nobody) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOPPED_MAX.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
