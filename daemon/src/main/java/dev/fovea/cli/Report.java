package dev.fovea.cli;

import static dev.fovea.cli.TextTable.number;
import static dev.fovea.cli.TextTable.words;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.model.Certainty;
import dev.fovea.model.ClassScore;
import dev.fovea.model.Doubt;
import dev.fovea.model.Novelty;
import dev.fovea.model.Outcome.Failed;
import dev.fovea.model.Outcome.Findings;
import dev.fovea.model.Outcome.Ungradable;
import dev.fovea.model.Stage;
import dev.fovea.publish.rest.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A finished grading as text: for a person, for a spreadsheet, for a program.
enum Report {
    /// A table, a summary, and the agreement with the folders' names where those are classes.
    TABLE {
        @Override
        String of(Grading grading) {
            TextTable table = new TextTable(words("file"), words("answer"), words("class"), number("p"), number("ms"));
            grading.pictures().forEach(picture -> table.row(cells(picture)));
            List<String> lines = new ArrayList<>(grading.pictures().isEmpty() ? List.of() : table.lines());
            lines.add("");
            lines.add(grading.summary());
            lines.add("Model: " + grading.model() + ". A screening aid, not a diagnosis.");
            Agreement.of(grading.pictures(), grading.classes()).ifPresent(agreement -> {
                lines.add("");
                lines.addAll(agreement.lines());
            });
            return String.join("\n", lines) + "\n";
        }

        private List<String> cells(GradedPicture picture) {
            Optional<ClassScore> first = scores(picture).isEmpty()
                    ? Optional.empty()
                    : Optional.of(Agreement.first((Findings) picture.outcome()));
            return List.of(
                    picture.file().toString(),
                    Grading.words(picture.outcome()),
                    first.map(ClassScore::name).orElse(""),
                    first.map(score -> decimal(score.probability(), 2)).orElse(""),
                    decimal(millis(picture), 1));
        }
    },

    /// RFC 4180, one row per picture, a column per class.
    CSV {
        @Override
        String of(Grading grading) {
            StringBuilder text = new StringBuilder(
                    "file,outcome,verdict,reason,uncertain,distance,distanceThreshold,outOfDistribution");
            grading.classes().forEach(name -> text.append(',').append(quoted("p_" + name)));
            text.append(",ms\r\n");
            for (GradedPicture picture : grading.pictures()) {
                text.append(quoted(picture.file().toString())).append(',').append(kind(picture));
                text.append(',').append(verdict(picture)).append(',').append(quoted(reason(picture)));
                text.append(',').append(uncertain(picture)).append(',').append(novelty(picture));
                Map<String, Double> probabilities = probabilities(picture);
                for (String name : grading.classes()) {
                    Optional<Double> probability = Optional.ofNullable(probabilities.get(name));
                    text.append(',').append(probability.map(p -> decimal(p, 6)).orElse(""));
                }
                text.append(',').append(decimal(millis(picture), 3)).append("\r\n");
            }
            return text.toString();
        }
    },

    /// One JSON document, words as in the daemon's HTTP interface.
    JSON {
        @Override
        String of(Grading grading) {
            ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
            ObjectNode document = mapper.createObjectNode().put("model", grading.model());
            ArrayNode pictures = document.putArray("pictures");
            grading.pictures().forEach(picture -> describe(picture, pictures.addObject()));
            document.put("skipped", grading.skipped())
                    .put("seconds", grading.elapsed().toMillis() / 1e3);
            Agreement.of(grading.pictures(), grading.classes())
                    .ifPresent(agreement -> document.putObject("agreement")
                            .put("right", agreement.right())
                            .put("graded", agreement.graded())
                            .put("pictures", agreement.pictures())
                            .put("caution", Agreement.CAUTION));
            try {
                return mapper.writeValueAsString(document) + "\n";
            } catch (JsonProcessingException e) {
                throw new AssertionError("a tree of our own making is always writable", e);
            }
        }

        private void describe(GradedPicture picture, ObjectNode node) {
            node.put("file", picture.file().toString()).put("outcome", kind(picture));
            switch (picture.outcome()) {
                case Findings findings -> {
                    node.put("verdict", verdict(picture));
                    ArrayNode scores = node.putArray("scores");
                    findings.scores().forEach(score -> describe(score, scores.addObject()));
                    doubts(findings, node);
                }
                case Ungradable(var fault) ->
                    node.putObject("fault")
                            .put("code", Words.of(fault))
                            .put("reason", fault.reason())
                            .put("advice", fault.advice());
                case Failed(var stage, var reason) ->
                    node.putObject("failure").put("stage", Words.of(stage)).put("reason", reason);
            }
            ObjectNode times = node.putObject("timesMs");
            for (Map.Entry<Stage, Duration> time : picture.times().all().entrySet()) {
                String stage = Words.of(time.getKey());
                times.put(stage, time.getValue().toNanos() / 1e6);
            }
        }

        private void describe(ClassScore score, ObjectNode node) {
            node.put("class", score.name())
                    .put("finding", score.finding())
                    .put("probability", score.probability())
                    .put("threshold", score.threshold())
                    .put("positive", score.positive());
            score.certainty()
                    .ifPresentOrElse(
                            certainty -> node.put("certainty", Words.of(certainty)), () -> node.putNull("certainty"));
            score.band()
                    .ifPresentOrElse(
                            band -> node.putObject("band")
                                    .put("low", band.low())
                                    .put("high", band.high()),
                            () -> node.putNull("band"));
        }

        private void doubts(Findings findings, ObjectNode node) {
            ArrayNode doubts = node.putArray("doubts");
            for (Doubt doubt : findings.doubts()) {
                doubts.addObject()
                        .put("code", Words.of(doubt))
                        .put("reason", doubt.reason())
                        .put("advice", doubt.advice());
            }
            findings.novelty()
                    .ifPresentOrElse(
                            novelty -> node.putObject("outOfDistribution")
                                    .put("distance", novelty.distance())
                                    .put("threshold", novelty.threshold())
                                    .put("unlike", novelty.unlike()),
                            () -> node.putNull("outOfDistribution"));
        }
    };

    /// Complete with its last line end.
    abstract String of(Grading grading);

    private static String kind(GradedPicture picture) {
        return switch (picture.outcome()) {
            case Findings _ -> "findings";
            case Ungradable _ -> "ungradable";
            case Failed _ -> "failed";
        };
    }

    private static String verdict(GradedPicture picture) {
        return switch (picture.outcome()) {
            case Findings findings -> Words.of(findings.verdict());
            case Ungradable _, Failed _ -> "";
        };
    }

    private static String reason(GradedPicture picture) {
        return switch (picture.outcome()) {
            case Findings findings -> Grading.reasons(findings);
            case Ungradable(var fault) -> fault.reason();
            case Failed failed -> failed.reason();
        };
    }

    private static List<ClassScore> scores(GradedPicture picture) {
        return switch (picture.outcome()) {
            case Findings findings -> findings.scores();
            case Ungradable _, Failed _ -> List.of();
        };
    }

    /// The names of the findings the model is not sure of, whatever their operating points make of them.
    private static String uncertain(GradedPicture picture) {
        return scores(picture).stream()
                .filter(score ->
                        score.certainty().filter(Certainty.UNCERTAIN::equals).isPresent())
                .map(ClassScore::name)
                .collect(Collectors.joining(" "));
    }

    /// Three cells, empty where the model tells no distance.
    private static String novelty(GradedPicture picture) {
        Optional<Novelty> novelty =
                picture.outcome() instanceof Findings findings ? findings.novelty() : Optional.empty();
        return novelty.map(one -> decimal(one.distance(), 4) + "," + decimal(one.threshold(), 4) + "," + one.unlike())
                .orElse(",,");
    }

    private static Map<String, Double> probabilities(GradedPicture picture) {
        return scores(picture).stream().collect(Collectors.toMap(ClassScore::name, ClassScore::probability));
    }

    private static double millis(GradedPicture picture) {
        return picture.times().all().values().stream()
                        .mapToLong(Duration::toNanos)
                        .sum()
                / 1e6;
    }

    private static String decimal(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    private static String quoted(String text) {
        // A cell that starts like a formula is taken for one by spreadsheets; a file's name may be anything.
        String safe = text.matches("(?s)^[=+@\\t\\r-].*") ? "'" + text : text;
        return safe.matches("(?s).*[\",\\r\\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
