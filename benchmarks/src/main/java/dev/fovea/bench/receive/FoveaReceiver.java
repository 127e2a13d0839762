package dev.fovea.bench.receive;

import dev.fovea.bench.child.DaemonCommand;
import dev.fovea.bench.child.DaemonProcess;
import dev.fovea.bench.child.ProcessMemory;
import dev.fovea.bench.client.FoveaClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// The daemon, with its default limits. It says success when file, identity and database row are synced, and grades
/// what it has received, which mostly waits for an ebb.
public final class FoveaReceiver implements Receiver {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
    private static final Duration READY_MAX = Duration.ofMinutes(2);
    private static final Duration SETTLED_MAX = Duration.ofMinutes(30);
    private static final Duration POLL = Duration.ofMillis(200);

    private final DaemonProcess daemon;
    private final int port;
    private double gradingSeconds;

    private FoveaReceiver(DaemonProcess daemon, int port) {
        this.daemon = daemon;
        this.port = port;
    }

    /// @param heapMegabytes the most its Java heap may hold
    /// @param folder of its own, empty
    public static FoveaReceiver start(DaemonCommand command, int heapMegabytes, Path folder) {
        int port = DaemonProcess.freePort();
        List<String> words = new ArrayList<>(command.words());
        // Of two the later one counts.
        words.add(words.indexOf("-cp"), "-Xmx" + heapMegabytes + "m");
        try {
            Path settings = Files.writeString(folder.resolve("fovea.properties"), "dicom.port = " + port + "\n");
            DaemonProcess daemon = DaemonProcess.start(
                    new DaemonCommand(words),
                    folder.resolve("data"),
                    DaemonProcess.freePort(),
                    List.of("--config", settings.toString()),
                    folder.resolve("daemon.log"));
            daemon.ready(READY_MAX);
            return new FoveaReceiver(daemon, port);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder, e);
        }
    }

    @Override
    public String name() {
        return "Fovea";
    }

    @Override
    public boolean synced() {
        return true;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String title() {
        return "FOVEA";
    }

    @Override
    public long stored() {
        return captures("accepted");
    }

    private long captures(String state) {
        try (FoveaClient client = new FoveaClient(daemon.url(), ANSWER_MAX)) {
            return Math.round(client.metrics().sum("fovea_captures_stored", "state=\"" + state + "\""));
        } catch (IOException e) {
            throw new UncheckedIOException("the daemon does not answer:\n" + daemon.logTail(), e);
        }
    }

    @Override
    public void settle() {
        long begin = System.nanoTime();
        long end = begin + SETTLED_MAX.toNanos();
        while (captures("in_flight") > 0) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not graded within " + SETTLED_MAX + ":\n" + daemon.logTail());
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        gradingSeconds += (System.nanoTime() - begin) / 1e9;
    }

    /// How long grading went on after receiving, all told.
    public double gradingSeconds() {
        return gradingSeconds;
    }

    /// How many went to the dead letter.
    public long failed() {
        return captures("dead_letter");
    }

    public ProcessMemory memory() {
        return daemon.memory();
    }

    @Override
    public void close() {
        daemon.close();
    }
}
