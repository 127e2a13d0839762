package dev.fovea.publish.paper;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.exams.FrozenExam;
import dev.fovea.exams.Report;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A report being told, and what every part of the telling needs. Immutable.
///
/// @param words in which language
/// @param zone by whose clock
record Exam(FrozenExam frozen, Words words, ZoneId zone) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);

    Report report() {
        return frozen.report();
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
