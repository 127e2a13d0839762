package dev.fovea.publish.dicom;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.dicom.net.EchoClient;
import dev.fovea.dicom.net.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/// An archive of another maker, as a child that listens on the loopback.
public final class Neighbour implements AutoCloseable {
    private static final Path STORESCP = Path.of("/usr/bin/storescp");
    private static final Duration START_MAX = Duration.ofSeconds(90);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final Process process;
    private final int dicomPort;
    private final Path log;

    private Neighbour(Process process, int dicomPort, Path log) {
        this.process = process;
        this.dicomPort = dicomPort;
        this.log = log;
    }

    /// Answers C-ECHO when it returns.
    ///
    /// @param folder for its log
    /// @param command by its port
    public static Neighbour start(Path folder, IntFunction<List<String>> command) throws Exception {
        int port = freePort();
        Path log = folder.resolve("neighbour.log");
        Process process = new ProcessBuilder(command.apply(port))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Neighbour neighbour = new Neighbour(process, port, log);
        neighbour.awaitEcho();
        return neighbour;
    }

    /// DCMTK's, which keeps the bytes as they came; without it the test that asks is skipped.
    ///
    /// @param folder for its log
    /// @param kept where it puts what it is sent
    public static Neighbour storescp(Path folder, Path kept) throws Exception {
        assumeTrue(Files.isExecutable(STORESCP), "skipped: storescp (Debian package dcmtk) is missing");
        return start(
                folder,
                port -> List.of(
                        STORESCP.toString(),
                        "--bit-preserving",
                        "--accept-all",
                        "--aetitle",
                        "ARCHIVE",
                        "--output-directory",
                        kept.toString(),
                        String.valueOf(port)));
    }

    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private void awaitEcho() throws Exception {
        Peer peer = new Peer("127.0.0.1", dicomPort, "ARCHIVE", "FOVEA", Duration.ofSeconds(10), Optional.empty());
        long until = System.nanoTime() + START_MAX.toNanos();
        while (true) {
            try {
                EchoClient.echo(peer);
                return;
            } catch (IOException notYet) {
                boolean ended = process.waitFor(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                if (ended || System.nanoTime() > until) {
                    close();
                    throw new AssertionError("it does not answer: " + notYet + "\n" + Files.readString(log), notYet);
                }
            }
        }
    }

    public int dicomPort() {
        return dicomPort;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
