package dev.fovea.bench.receive;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.bench.child.DaemonProcess;
import dev.fovea.bench.client.Call;
import dev.fovea.bench.client.Connection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Orthanc with `SyncStorageArea`, so that a file is synced before it is acknowledged. Its index is SQLite with
/// `synchronous=NORMAL` (1.10's sources): after a power cut the last rows may be missing, the files not.
public final class OrthancReceiver implements Receiver {
    public static final Path PROGRAM = Path.of("/usr/sbin/Orthanc");

    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
    private static final int THREADS = 4;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Server server;
    private final int port;
    private final int httpPort;

    private OrthancReceiver(Server server, int port, int httpPort) {
        this.server = server;
        this.port = port;
        this.httpPort = httpPort;
    }

    /// @param folder of its own, empty
    public static OrthancReceiver start(Path folder) {
        int port = DaemonProcess.freePort();
        int httpPort = DaemonProcess.freePort();
        ObjectNode settings = JSON.createObjectNode()
                .put("Name", "fovea-bench")
                .put("StorageDirectory", folder.resolve("data").toString())
                .put("IndexDirectory", folder.resolve("data").toString())
                .put("SyncStorageArea", true)
                .put("StorageCompression", false)
                .put("HttpPort", httpPort)
                .put("RemoteAccessAllowed", false)
                .put("AuthenticationEnabled", false)
                .put("DicomAet", "ORTHANC")
                .put("DicomPort", port)
                .put("DicomThreadsCount", THREADS);
        settings.putArray("Plugins");
        try {
            Path file = Files.writeString(folder.resolve("orthanc.json"), settings.toPrettyString());
            Files.createDirectories(folder.resolve("data"));
            List<String> words = List.of(PROGRAM.toString(), file.toString());
            Server server = Server.start(words, port, folder.resolve("orthanc.log"));
            return new OrthancReceiver(server, port, httpPort);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder, e);
        }
    }

    @Override
    public String name() {
        return "Orthanc, files synced";
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
        return "ORTHANC";
    }

    @Override
    public long stored() {
        URI url = URI.create("http://127.0.0.1:" + httpPort);
        try (Connection connection = new Connection(url, ANSWER_MAX)) {
            byte[] said = connection.send(Call.get("/statistics")).body();
            return JSON.readTree(said).path("CountInstances").asLong();
        } catch (IOException e) {
            throw new UncheckedIOException("Orthanc does not answer", e);
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
