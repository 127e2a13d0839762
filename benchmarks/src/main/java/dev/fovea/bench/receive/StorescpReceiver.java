package dev.fovea.bench.receive;

import dev.fovea.bench.child.DaemonProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// DCMTK's `storescp`, a process per association. By itself it syncs nothing: its acknowledgement survives its own
/// death, not a power cut. With `sync_on_close.c` preloaded each object's file is synced before it is acknowledged.
public final class StorescpReceiver implements Receiver {
    public static final Path PROGRAM = Path.of("/usr/bin/storescp");

    private static final Path COMPILER = Path.of("/usr/bin/cc");

    private final String name;
    private final boolean synced;
    private final Server server;
    private final int port;
    private final Path data;

    private StorescpReceiver(String name, boolean synced, Server server, int port, Path data) {
        this.name = name;
        this.synced = synced;
        this.server = server;
        this.port = port;
        this.data = data;
    }

    /// @param folder of its own, empty
    public static StorescpReceiver start(Path folder) {
        return start("storescp, nothing synced", List.of(), folder);
    }

    /// Whether [#startSynced] can be had.
    public static boolean canSync() {
        return Files.isExecutable(COMPILER);
    }

    /// @param source `sync_on_close.c`
    /// @param folder of its own, empty
    public static StorescpReceiver startSynced(Path source, Path folder) {
        Path library = folder.resolve("sync_on_close.so");
        Server.run(
                List.of(COMPILER.toString(), "-shared", "-fPIC", "-o", library.toString(), source.toString(), "-ldl"));
        return start("storescp, files synced", List.of("/usr/bin/env", "LD_PRELOAD=" + library), folder);
    }

    private static StorescpReceiver start(String name, List<String> before, Path folder) {
        int port = DaemonProcess.freePort();
        try {
            Path data = Files.createDirectories(folder.resolve("data"));
            List<String> words = new ArrayList<>(before);
            words.addAll(List.of(
                    PROGRAM.toString(),
                    "--fork",
                    "--unique-filenames",
                    "--output-directory",
                    data.toString(),
                    Integer.toString(port)));
            return new StorescpReceiver(
                    name, !before.isEmpty(), Server.start(words, port, folder.resolve("storescp.log")), port, data);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder, e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean synced() {
        return synced;
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
