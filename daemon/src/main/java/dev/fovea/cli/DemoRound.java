package dev.fovea.cli;

import static dev.fovea.cli.TextTable.number;
import static dev.fovea.cli.TextTable.words;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fovea.drawing.DrawnEyes.Sitter;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Shows drawn eyes to a running daemon by the way a camera's program would: HTTP, one at a time.
final class DemoRound implements AutoCloseable {
    /// What tells the daemon, and whoever reads its answers, that no person was photographed.
    static final String SOURCE = "drawing-demo";

    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
    private static final int WIDTH = 1600;
    private static final int HEIGHT = 1200;

    private final URI daemon;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final ObjectMapper mapper = new ObjectMapper();

    // Drawing takes longer than grading.
    private final Map<Sitter, byte[]> drawn = new HashMap<>();

    /// @param daemon `http://127.0.0.1:PORT`
    DemoRound(URI daemon) {
        this.daemon = daemon;
    }

    /// One drawn eye and what the daemon said.
    ///
    /// @param graded false when the daemon failed or did not answer in time
    record Seen(Sitter sitter, String answer, String likeliest, String probability, double millis, boolean graded) {}

    /// @param visit distinguishes this round's exams from those before
    List<Seen> show(List<Sitter> sitters, String task, String visit) throws IOException, InterruptedException {
        List<Seen> seen = new ArrayList<>();
        for (Sitter sitter : sitters) {
            seen.add(show(sitter, task, visit));
        }
        return seen;
    }

    private Seen show(Sitter sitter, String task, String visit) throws IOException, InterruptedException {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("exam", visit + "-" + sitter.patient());
        fields.put("patient", sitter.patient());
        fields.put("laterality", sitter.drawing().laterality().code());
        fields.put("source", SOURCE);
        fields.put("task", task);
        fields.put("fileName", sitter.shows() + ".jpg");
        fields.put("wait", ANSWER_MAX.toSeconds() + "s");
        byte[] picture = drawn.computeIfAbsent(sitter, who -> who.drawing().jpeg(WIDTH, HEIGHT));
        HttpRequest request = HttpRequest.newBuilder(daemon.resolve("/v1/captures?" + query(fields)))
                .header("Content-Type", "image/jpeg")
                .timeout(ANSWER_MAX.plusSeconds(10))
                .POST(BodyPublishers.ofByteArray(picture))
                .build();
        long start = System.nanoTime();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        return seen(sitter, response, (System.nanoTime() - start) / 1e6);
    }

    private Seen seen(Sitter sitter, HttpResponse<String> response, double millis) throws IOException {
        JsonNode answer = mapper.readTree(response.body());
        JsonNode result = answer.path("result");
        if (response.statusCode() != 201 || !result.isObject()) {
            String reason = "no answer: " + response.statusCode() + " "
                    + answer.path("error").asText();
            return new Seen(sitter, reason, "", "", millis, false);
        }
        return switch (result.path("outcome").asText()) {
            case "findings" -> {
                JsonNode likeliest = likeliest(result.path("scores"));
                String probability = String.format(
                        Locale.ROOT, "%.2f", likeliest.path("probability").asDouble());
                String answered = result.path("verdict").asText().replace('-', ' ');
                yield new Seen(sitter, answered, likeliest.path("label").asText(), probability, millis, true);
            }
            case "ungradable" ->
                new Seen(sitter, "retake: " + result.at("/fault/reason").asText(), "", "", millis, true);
            default ->
                new Seen(sitter, "failed: " + result.at("/failure/reason").asText(), "", "", millis, false);
        };
    }

    private static JsonNode likeliest(JsonNode scores) {
        return StreamSupport.stream(scores.spliterator(), false)
                .max(Comparator.comparingDouble(
                        score -> score.path("probability").asDouble()))
                .orElse(scores);
    }

    /// What a browser and a monitor would ask for.
    ///
    /// @return the addresses that did not answer 200
    List<String> unanswered(List<String> paths) throws IOException, InterruptedException {
        List<String> unanswered = new ArrayList<>();
        for (String path : paths) {
            HttpRequest request = HttpRequest.newBuilder(daemon.resolve(path))
                    .timeout(ANSWER_MAX)
                    .build();
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                unanswered.add(path + " answered " + status);
            }
        }
        return unanswered;
    }

    static List<String> lines(List<Seen> seen) {
        TextTable table = new TextTable(
                words("patient"),
                words("eye"),
                words("drawn as"),
                words("answer"),
                words("likeliest"),
                number("p"),
                number("ms"));
        for (Seen one : seen) {
            table.row(
                    one.sitter().patient(),
                    one.sitter().drawing().laterality().code(),
                    one.sitter().shows(),
                    one.answer(),
                    one.likeliest(),
                    one.probability(),
                    String.format(Locale.ROOT, "%.0f", one.millis()));
        }
        return table.lines();
    }

    private static String query(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    public void close() {
        client.close();
    }
}
