package dev.fovea.bench.receive;

import dev.fovea.bench.child.DaemonProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// DCMTK's `storescp`, a process per association. It syncs nothing: its acknowledgement survives its own death, not a
/// power cut.
public final class StorescpReceiver implements Receiver {
    public static final Path PROGRAM = Path.of("/usr/bin/storescp");

    private final Server server;
    private final int port;
    private final Path data;

    private StorescpReceiver(Server server, int port, Path data) {
        this.server = server;
        this.port = port;
        this.data = data;
    }

    /// @param folder of its own, empty
    public static StorescpReceiver start(Path folder) {
        int port = DaemonProcess.freePort();
        try {
            Path data = Files.createDirectories(folder.resolve("data"));
            List<String> words = List.of(
                    PROGRAM.toString(),
                    "--fork",
                    "--unique-filenames",
                    "--output-directory",
                    data.toString(),
                    Integer.toString(port));
            return new StorescpReceiver(Server.start(words, port, folder.resolve("storescp.log")), port, data);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder, e);
        }
    }

    @Override
    public String name() {
        return "storescp, nothing synced";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String title() {
        return "STORESCP";
    }

    @Override
    public long stored() {
        try (Stream<Path> files = Files.list(data)) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + data, e);
        }
    }

    @Override
    public void settle() {
        // What it has acknowledged it has done.
    }

    @Override
    public void close() {
        server.close();
    }
}
