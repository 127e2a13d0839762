package dev.fovea.bench.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One capture as the daemon shows it.
///
/// @param laterality `OD`, `OS` or empty
/// @param state `waiting`, `answered` or `dead`
/// @param answer when there is a result
public record CaptureSeen(
        String id,
        String exam,
        Optional<String> patient,
        String laterality,
        String sha256,
        String state,
        Optional<Answer> answer) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// One result.
    ///
    /// @param outcome `findings`, `ungradable` or `failed`
    /// @param probabilities by class name; empty unless there are findings
    /// @param timesMs by stage
    public record Answer(
            String outcome, Map<String, Double> probabilities, Map<String, Double> timesMs, String answeredAt) {
        /// Whether it is the same act of answering; the last stage's own time may be known only while it runs.
        public boolean isSame(Answer other) {
            return outcome.equals(other.outcome)
                    && probabilities.equals(other.probabilities)
                    && answeredAt.equals(other.answeredAt);
        }
    }

    /// One page of captures.
    ///
    /// @param next where the next page begins
    public record Page(List<CaptureSeen> captures, Optional<String> next) {}

    public static CaptureSeen parse(byte[] json) {
        return of(tree(json));
    }

    public static Page page(byte[] json) {
        JsonNode tree = tree(json);
        List<CaptureSeen> captures = new ArrayList<>();
        tree.path("captures").forEach(capture -> captures.add(of(capture)));
        return new Page(captures, text(tree, "next"));
    }

    private static CaptureSeen of(JsonNode json) {
        return new CaptureSeen(
                json.path("id").asText(),
                json.path("exam").asText(),
                text(json, "patient"),
                json.path("laterality").asText(),
                json.path("sha256").asText(),
                json.path("state").asText(),
                answer(json.path("result")));
    }

    private static Optional<Answer> answer(JsonNode result) {
        if (!result.isObject()) {
            return Optional.empty();
        }
        Map<String, Double> probabilities = new LinkedHashMap<>();
        result.path("scores")
                .forEach(score -> probabilities.put(
                        score.path("class").asText(), score.path("probability").asDouble()));
        Map<String, Double> times = new LinkedHashMap<>();
        result.path("timesMs")
                .properties()
                .forEach(time -> times.put(time.getKey(), time.getValue().asDouble()));
        return Optional.of(new Answer(
                result.path("outcome").asText(),
                probabilities,
                times,
                result.path("answeredAt").asText()));
    }

    private static Optional<String> text(JsonNode json, String field) {
        JsonNode value = json.path(field);
        return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
    }

    private static JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException("the daemon's answer is not JSON", e);
        }
    }
}
