package dev.fovea.exams;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fovea.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A report with the exam in it read, for whoever makes something else of it. What is not there is a missing node or
/// an empty list.
///
/// @param json the exam as it was shown then
/// @param fingerprint of the report
public record FrozenExam(Report report, JsonNode json, String fingerprint) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// @throws StoreException which is lost, when what was frozen is no JSON object
    public static FrozenExam read(Report report) {
        try {
            JsonNode json = JSON.readTree(report.exam());
            if (json.isObject()) {
                return new FrozenExam(report, json, report.fingerprint());
            }
            throw unreadable(report, new IllegalArgumentException("it is no object"));
        } catch (JsonProcessingException e) {
            throw unreadable(report, e);
        }
    }

    private static StoreException unreadable(Report report, Exception cause) {
        return StoreException.lost("the report of exam \"" + report.name() + "\" is not JSON", cause);
    }

    public Optional<String> patient() {
        return text(json, "patient");
    }

    public List<JsonNode> eyes() {
        return list(json.path("eyes"));
    }

    /// All photographs, the newest first.
    public List<JsonNode> captures() {
        return list(json.path("captures"));
    }

    /// The photograph that a node names in one of its fields: `decisive` of an eye, `capture` of a reading.
    public JsonNode capture(JsonNode node, String field) {
        String id = node.path(field).asText();
        return captures().stream()
                .filter(capture -> capture.path("id").asText().equals(id))
                .findFirst()
                .orElse(JSON.missingNode());
    }

    /// What people wrote, in the order they did.
    public List<JsonNode> chart() {
        return list(json.path("chart"));
    }

    /// Of one kind: `reading` or `note`.
    public List<JsonNode> chart(String kind) {
        return chart().stream()
                .filter(entry -> entry.path("kind").asText().equals(kind))
                .toList();
    }

    /// What was expected of the exam; no object when it was not on the worklist.
    public JsonNode order() {
        return json.path("order");
    }

    /// Empty for null, too.
    public static Optional<String> text(JsonNode node, String field) {
        return node.hasNonNull(field) ? Optional.of(node.path(field).asText()) : Optional.empty();
    }

    public static List<JsonNode> list(JsonNode array) {
        List<JsonNode> all = new ArrayList<>();
        array.forEach(all::add);
        return all;
    }
}
