package dev.fovea.publish.paper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fovea.exams.Report;
import dev.fovea.store.StoreException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A report being told: its exam as JSON, and what every part of the telling needs. Immutable.
///
/// @param json the exam as it was frozen
/// @param words in which language
/// @param zone by whose clock
record Exam(Report report, JsonNode json, Words words, ZoneId zone) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);

    /// @throws StoreException which is lost, when what was frozen is no JSON
    static Exam of(Report report, Words words, ZoneId zone) {
        try {
            return new Exam(report, JSON.readTree(report.exam()), words, zone);
        } catch (JsonProcessingException e) {
            throw StoreException.lost("the report of exam \"" + report.name() + "\" is not JSON", e);
        }
    }

    List<JsonNode> eyes() {
        return list(json.path("eyes"));
    }

    /// All photographs, newest first.
    List<JsonNode> captures() {
        return list(json.path("captures"));
    }

    List<JsonNode> chart() {
        return list(json.path("chart"));
    }

    static List<JsonNode> list(JsonNode array) {
        List<JsonNode> all = new ArrayList<>();
        array.forEach(all::add);
        return all;
    }

    /// The photograph that decided for an eye; the missing node where there is none.
    JsonNode decisive(JsonNode eye) {
        return captures().stream()
                .filter(capture ->
                        capture.path("id").asText().equals(eye.path("decisive").asText()))
                .findFirst()
                .orElse(json.path("no such"));
    }

    /// Empty for null and for what is not there.
    static Optional<String> text(JsonNode node, String name) {
        return node.hasNonNull(name) ? Optional.of(node.path(name).asText()) : Optional.empty();
    }

    String eyeWord(JsonNode node) {
        return switch (node.path("laterality").asText()) {
            case "OD" -> words.say("eye.OD");
            case "OS" -> words.say("eye.OS");
            default -> words.say("eye.none");
        };
    }

    String label(JsonNode score) {
        return words.find("class." + score.path("class").asText())
                .orElse(score.path("label").asText());
    }

    /// A label and its probability, of each.
    String labels(List<JsonNode> scores) {
        return String.join(
                ", ",
                scores.stream()
                        .map(score -> label(score) + " "
                                + words.percent(score.path("probability").asDouble()))
                        .toList());
    }

    /// By the minute, without the words of any language: a Java without locales has no others.
    String time(Instant instant) {
        return TIME.format(instant.atZone(zone));
    }

    /// A time as the report has it; as it stands where that is none.
    String time(JsonNode node, String name) {
        return told(TIME, node.path(name).asText());
    }

    String date(JsonNode node, String name) {
        return told(DATE, node.path(name).asText());
    }

    private String told(DateTimeFormatter form, String instant) {
        try {
            return form.format(Instant.parse(instant).atZone(zone));
        } catch (DateTimeException notATime) {
            return instant;
        }
    }

    String by(String author) {
        return words.say("exam.by", Map.of("operator", author));
    }
}
