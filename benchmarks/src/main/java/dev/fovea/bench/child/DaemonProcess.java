package dev.fovea.bench.child;

import dev.fovea.bench.client.FoveaClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// One daemon running as a child process on 127.0.0.1. Thread-safe.
public final class DaemonProcess implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(4);
    private static final Duration KILL_MAX = Duration.ofSeconds(30);
    private static final int LOG_LINES = 15;

    private final Process process;
    private final URI url;
    private final Path log;
    private final long startNanos;

    private DaemonProcess(Process process, URI url, Path log, long startNanos) {
        this.process = process;
        this.url = url;
        this.log = log;
        this.startNanos = startNanos;
    }

    /// Starts it and returns at once.
    ///
    /// @param data its folder
    /// @param port where it is to listen
    /// @param more further options of `serve`
    /// @param log receives what it prints, after what is there
    public static DaemonProcess start(DaemonCommand command, Path data, int port, List<String> more, Path log) {
        List<String> options =
                new ArrayList<>(List.of("serve", "--port", Integer.toString(port), "--data", data.toString()));
        options.addAll(more);
        ProcessBuilder builder = new ProcessBuilder(command.with(options))
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "2");
        try {
            long now = System.nanoTime();
            return new DaemonProcess(builder.start(), URI.create("http://127.0.0.1:" + port), log, now);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.words().getFirst(), e);
        }
    }

    /// A port nobody listens on at this moment.
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        }
    }

    /// Waits until it says that it is ready.
    ///
    /// @return how long that took from its start; empty when it ended or the time was up
    public Optional<Duration> awaitReady(Duration max) {
        long end = startNanos + max.toNanos();
        try (FoveaClient client = new FoveaClient(url, Duration.ofSeconds(2))) {
            while (process.isAlive() && System.nanoTime() < end) {
                if (client.ready()) {
                    return Optional.of(Duration.ofNanos(System.nanoTime() - startNanos));
                }
                LockSupport.parkNanos(POLL.toNanos());
            }
        }
        return Optional.empty();
    }

    /// The same, and a failure to get ready is the end.
    public Duration ready(Duration max) {
        return awaitReady(max)
                .orElseThrow(
                        () -> new IllegalStateException("the daemon was not ready within " + max.toSeconds() + " s, "
                                + (process.isAlive() ? "and is still running" : "it ended with " + process.exitValue())
                                + ":\n" + logTail()));
    }

    public URI url() {
        return url;
    }

    public boolean alive() {
        return process.isAlive();
    }

    public ProcessMemory memory() {
        try {
            return ProcessMemory.of(process.pid());
        } catch (IOException e) {
            throw new UncheckedIOException("the daemon's memory cannot be read:\n" + logTail(), e);
        }
    }

    /// Processor time it has used so far.
    public Duration processor() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// SIGKILL, and waits until it is gone.
    ///
    /// @return whether it was us who ended it
    public boolean kill() {
        boolean wasAlive = process.isAlive();
        process.destroyForcibly();
        waitFor(KILL_MAX);
        // 128 + 9: ended by SIGKILL.
        return wasAlive && process.exitValue() == 137;
    }

    /// SIGTERM, and SIGKILL when that does not end it in time.
    ///
    /// @return its exit code
    public int stop(Duration max) {
        process.destroy();
        if (!waitFor(max)) {
            kill();
        }
        return process.exitValue();
    }

    private boolean waitFor(Duration max) {
        try {
            return process.waitFor(max.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// The last lines it printed.
    public String logTail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e + ")";
        }
    }

    @Override
    public void close() {
        stop(Duration.ofSeconds(15));
    }
}
