package dev.fovea.publish.dicom;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Orthanc on the loopback, with nothing in it.
final class Orthanc implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/Orthanc");
    private static final Path DICOM_WEB = Path.of("/usr/share/orthanc/plugins/libOrthancDicomWeb.so");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Neighbour neighbour;
    private final String address;
    private final HttpClient client = HttpClient.newHttpClient();

    private Orthanc(Neighbour neighbour, int httpPort) {
        this.neighbour = neighbour;
        this.address = "http://127.0.0.1:" + httpPort;
    }

    /// @param reportPort where our listener is, to which it comes with its word on what it keeps
    static Orthanc start(Path folder, int reportPort) throws Exception {
        assumeTrue(Files.isExecutable(PROGRAM), "skipped: Orthanc (Debian package orthanc) is missing");
        int httpPort = Neighbour.freePort();
        Path settings = folder.resolve("orthanc.json");
        Neighbour neighbour = Neighbour.start(folder, port -> {
            try {
                Files.writeString(settings, JSON.writeValueAsString(settings(folder, port, httpPort, reportPort)));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return List.of(PROGRAM.toString(), settings.toString());
        });
        return new Orthanc(neighbour, httpPort);
    }

    private static Map<String, Object> settings(Path folder, int dicomPort, int httpPort, int reportPort) {
        return Map.ofEntries(
                Map.entry("StorageDirectory", folder.resolve("orthanc").toString()),
                Map.entry("IndexDirectory", folder.resolve("orthanc").toString()),
                Map.entry("DicomAet", "ARCHIVE"),
                Map.entry("DicomPort", dicomPort),
                Map.entry("HttpPort", httpPort),
                Map.entry("RemoteAccessAllowed", false),
                Map.entry("AuthenticationEnabled", false),
                Map.entry("Plugins", Files.exists(DICOM_WEB) ? List.of(DICOM_WEB.toString()) : List.of()),
                Map.entry("DicomModalities", Map.of("fovea", List.of("FOVEA", "127.0.0.1", reportPort))));
    }

    static void mustSpeakDicomWeb() {
        assumeTrue(Files.exists(DICOM_WEB), "skipped: Orthanc's DICOMweb (Debian package orthanc-dicomweb) is missing");
    }

    int dicomPort() {
        return neighbour.dicomPort();
    }

    String address() {
        return address;
    }

    /// The file in which it keeps an object.
    byte[] file(String sopInstance) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/tools/lookup"))
                .POST(HttpRequest.BodyPublishers.ofString(sopInstance))
                .build();
        byte[] found =
                client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
        String path = JSON.readTree(found).path(0).path("Path").asText();
        return bytes(path + "/file");
    }

    String text(String path) throws IOException, InterruptedException {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    private byte[] bytes(String path) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create(address + path)).build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }

    @Override
    public void close() {
        client.close();
        neighbour.close();
    }
}
