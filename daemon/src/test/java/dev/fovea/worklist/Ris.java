package dev.fovea.worklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The worklist of DCMTK on loopback, whose items are files. Its title is `RIS`.
public final class Ris implements AutoCloseable {
    private final Path folder;
    private final int port;
    private final Process server;

    private Ris(Path folder, int port, Process server) {
        this.folder = folder;
        this.port = port;
        this.server = server;
    }

    /// Listens when it returns. Skips the test that asks, and says why, where DCMTK is not installed.
    public static Ris in(Path folder) throws IOException {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/wlmscpfs")) && Files.isExecutable(Path.of("/usr/bin/dump2dcm")),
                "skipped: wlmscpfs and dump2dcm are not installed (Debian package dcmtk)");
        Files.createDirectories(folder.resolve("RIS"));
        Files.createFile(folder.resolve("RIS/lockfile"));
        int port = freePort();
        Process server = new ProcessBuilder("wlmscpfs", "-s", "-csk", "-dfp", folder.toString(), String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Ris ris = new Ris(folder, port, server);
        while (!ris.listens()) {
            assertThat(server.isAlive()).as("wlmscpfs").isTrue();
            LockSupport.parkNanos(20_000_000);
        }
        return ris;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private boolean listens() {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    /// Orders photographs at half past nine.
    ///
    /// @param study the last part of its UID
    /// @param when a day as `20261122` and a modality, such as `20261122 OP`
    public void order(String study, String patient, String name, String when) throws IOException, InterruptedException {
        Path dump = folder.resolve(study + ".dump");
        String[] dayAndModality = when.split(" ", -1);
        Files.writeString(dump, """
                (0008,0005) CS [ISO_IR 192]
                (0008,0050) SH [A-%1$s]
                (0010,0010) PN [%3$s]
                (0010,0020) LO [%2$s]
                (0010,0030) DA [19610407]
                (0010,0040) CS [F]
                (0020,000d) UI [1.2.%1$s]
                (0032,1060) LO [Screening]
                (0040,0100) SQ
                (fffe,e000) -
                (0008,0060) CS [%5$s]
                (0040,0001) AE [FOVEA]
                (0040,0002) DA [%4$s]
                (0040,0003) TM [093000]
                (0040,0006) PN [Reader^Rita]
                (0040,0007) LO [Both eyes]
                (0040,0009) SH [S-%1$s]
                (fffe,e00d) -
                (fffe,e0dd) -
                (0040,1001) SH [R-%1$s]
                """.formatted(study, patient, name, dayAndModality[0], dayAndModality[1]));
        Path item = folder.resolve("RIS/" + study + ".wl");
        Process made = new ProcessBuilder("dump2dcm", "-g", dump.toString(), item.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("dump2dcm").toFile())
                .start();
        assertThat(made.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(made.exitValue())
                .as(Files.readString(folder.resolve("dump2dcm")))
                .isZero();
    }

    @Override
    public void close() {
        server.destroy();
    }
}
