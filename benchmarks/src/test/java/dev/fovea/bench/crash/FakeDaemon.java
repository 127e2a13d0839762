package dev.fovea.bench.crash;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.bench.client.FakeServer;
import dev.fovea.model.Sha256;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// As much of the daemon as the crash harness needs, in a process of its own, with a fault of one's choice.
final class FakeDaemon {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TAIL_BYTES = 400;

    private final String fault;
    private final Path folder;
    private final List<ObjectNode> captures = new ArrayList<>();
    private final Map<String, ObjectNode> byKey = new HashMap<>();

    private FakeDaemon(String fault, Path folder) {
        this.fault = fault;
        this.folder = folder;
    }

    /// Arguments: fault, then what `serve` gets.
    public static void main(String[] arguments) throws Exception {
        FakeDaemon daemon = new FakeDaemon(arguments[0], Path.of(arguments[5]));
        daemon.load();
        try (FakeServer _ = new FakeServer(Integer.parseInt(arguments[3]), daemon::answer)) {
            Thread.currentThread().join();
        }
    }

    /// The answer to a picture: from its last bytes, which no stamp changes.
    static Expected expected(byte[] jpeg) {
        byte[] tail = Arrays.copyOfRange(jpeg, jpeg.length - TAIL_BYTES, jpeg.length);
        double share = Integer.parseInt(Sha256.of(tail).hex().substring(0, 4), 16) / 65536.0;
        return new Expected("findings", Map.of("a", share, "b", 1 - share));
    }

    private void load() throws IOException {
        Files.createDirectories(folder);
        if (Files.exists(folder.resolve("captures"))) {
            for (String line : Files.readAllLines(folder.resolve("captures"))) {
                if (line.endsWith("}")) {
                    remember((ObjectNode) JSON.readTree(line));
                }
            }
        }
    }

    private void remember(ObjectNode capture) {
        captures.add(capture);
        byKey.put(capture.path("key").asText(), capture);
    }

    private synchronized String answer(FakeServer.Request request) {
        try {
            String path = request.head().split(" ", 3)[1];
            if (request.head().startsWith("POST")) {
                return accept(URI.create(path), request);
            }
            return look(path);
        } catch (IOException e) {
            return FakeServer.answer(500, e.toString());
        }
    }

    private String accept(URI uri, FakeServer.Request request) throws IOException {
        String key = request.head()
                .lines()
                .filter(line -> line.startsWith("Idempotency-Key: "))
                .findFirst()
                .orElse("");
        ObjectNode first = byKey.get(key);
        if (first != null && !fault.equals("doubling")) {
            return FakeServer.answer(200, first.toString());
        }
        ObjectNode capture = JSON.createObjectNode().put("id", UUID.randomUUID().toString());
        for (String field : uri.getRawQuery().split("&", -1)) {
            String[] parts = field.split("=", 2);
            capture.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        capture.put("key", key).put("sha256", Sha256.of(request.body()).hex()).put("state", "answered");
        ObjectNode result = capture.putObject("result").put("outcome", "findings");
        result.put("answeredAt", Long.toString(System.nanoTime()));
        boolean wrong = fault.equals("mixing") && captures.size() % 5 == 4;
        expected(request.body())
                .probabilities()
                .forEach((name, probability) -> result.withArray("scores")
                        .addObject()
                        .put("class", name)
                        .put("probability", wrong ? 1 - probability : probability));
        remember(capture);
        if (!fault.equals("losing") || captures.size() % 5 != 4) {
            store(capture, request.body());
        }
        return FakeServer.answer(201, capture.toString());
    }

    private void store(ObjectNode capture, byte[] body) throws IOException {
        Files.write(folder.resolve(capture.path("id").asText()), body);
        try (FileChannel file = FileChannel.open(
                folder.resolve("captures"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND)) {
            file.write(StandardCharsets.UTF_8.encode(capture + "\n"));
        }
    }

    private String look(String path) throws IOException {
        if (path.startsWith("/v2/health")) {
            return FakeServer.answer(200, "");
        }
        if (path.startsWith("/v1/captures?")) {
            ObjectNode page = JSON.createObjectNode();
            page.putArray("captures").addAll(path.contains("state=waiting") ? List.of() : captures);
            return FakeServer.answer(200, page.toString());
        }
        String id = path.substring("/v1/captures/".length()).replace("/original", "");
        if (path.endsWith("/original")) {
            byte[] bytes = Files.readAllBytes(folder.resolve(id));
            return FakeServer.answer(200, new String(bytes, StandardCharsets.ISO_8859_1));
        }
        return captures.stream()
                .filter(capture -> capture.path("id").asText().equals(id))
                .findFirst()
                .map(capture -> FakeServer.answer(200, capture.toString()))
                .orElse(FakeServer.answer(404, "{}"));
    }
}
