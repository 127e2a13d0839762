package dev.fovea.publish.paper;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.exams.FrozenExam;
import dev.fovea.publish.paper.Block.Captioned;
import dev.fovea.publish.paper.Block.Fact;
import dev.fovea.publish.paper.Block.Gap;
import dev.fovea.publish.paper.Block.Paragraph;
import dev.fovea.publish.paper.Block.Pictures;
import dev.fovea.publish.paper.Block.Score;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a report says of one eye.
final class EyeStory {
    private final Exam exam;
    private final Words words;
    private final Album album;
    private final JsonNode eye;
    private final JsonNode decisive;
    private final List<Block> blocks = new ArrayList<>();

    private EyeStory(Exam exam, Album album, JsonNode eye) {
        this.exam = exam;
        this.words = exam.words();
        this.album = album;
        this.eye = eye;
        this.decisive = exam.frozen().capture(eye, "decisive");
    }

    static List<Block> of(Exam exam, Album album, JsonNode eye) {
        EyeStory story = new EyeStory(exam, album, eye);
        story.tell();
        return story.blocks;
    }

    private void tell() {
        String code = eye.path("laterality").asText();
        say((code.isEmpty() ? "" : code + "  ") + exam.eyeWord(eye), Style.HEADING);
        String status = eye.path("status").asText();
        if (status.equals("missing")) {
            say(words.say("paper.missing"), Style.STRONG);
            return;
        }
        say(state(status), Style.STATE);
        why(status, decisive.path("result"));
        warnings();
        pictures();
        scores();
        photograph();
        others();
    }

    private void say(String text, Style style) {
        blocks.add(new Paragraph(text, style));
    }

    private String state(String status) {
        return words.find("state." + status).orElse(status);
    }

    private void why(String status, JsonNode result) {
        switch (status) {
            case "refer" -> {
                say(exam.labels(counting(result)), Style.STRONG);
                doubts(result, false);
                say(words.say("why.refer"), Style.BODY);
            }
            case "uncertain" -> doubts(result, true);
            case "no-sign" -> say(words.say("why.no-sign"), Style.BODY);
            default -> say(reason(result), Style.STRONG);
        }
        FrozenExam.text(result.path("fault"), "advice").ifPresent(advice -> advise(fault(result, "advice", advice)));
    }

    /// The findings that reached their operating points, strongest first.
    private static List<JsonNode> counting(JsonNode result) {
        return FrozenExam.list(result.path("scores")).stream()
                .filter(score -> score.path("positive").asBoolean())
                .sorted(Comparator.comparingDouble(
                                (JsonNode score) -> score.path("probability").asDouble())
                        .reversed())
                .toList();
    }

    /// Why there is no answer.
    private String reason(JsonNode result) {
        Optional<String> fault = FrozenExam.text(result.path("fault"), "reason");
        if (fault.isPresent()) {
            return fault(result, "reason", fault.get());
        }
        String stage = result.path("failure").path("stage").asText();
        return FrozenExam.text(result.path("failure"), "reason")
                .map(reason -> words.say(
                        "why.failed",
                        Map.of("stage", words.find("stage." + stage).orElse(stage), "reason", reason)))
                .orElse(words.say("why.failed-unknown"));
    }

    private String fault(JsonNode result, String part, String said) {
        return words.find("fault." + result.path("fault").path("code").asText() + "." + part)
                .orElse(said);
    }

    private void advise(String advice) {
        say(words.say("advice") + ": " + advice, Style.BODY);
    }

    private void doubts(JsonNode result, boolean advised) {
        for (JsonNode doubt : result.path("doubts")) {
            String code = doubt.path("code").asText();
            List<JsonNode> between = FrozenExam.list(result.path("scores")).stream()
                    .filter(EyeStory::borderline)
                    .toList();
            say(
                    code.equals("borderline") && !between.isEmpty()
                            ? words.say("why.borderline", Map.of("findings", exam.labels(between)))
                            : doubt(doubt, "reason"),
                    Style.ALARM);
            if (advised) {
                advise(doubt(doubt, "advice"));
            }
        }
        if (advised && result.path("doubts").isEmpty()) {
            say(words.say("why.uncertain"), Style.ALARM);
        }
    }

    private static boolean borderline(JsonNode score) {
        return score.path("certainty").asText().equals("uncertain")
                && !score.path("positive").asBoolean();
    }

    private String doubt(JsonNode doubt, String part) {
        return words.find("doubt." + doubt.path("code").asText() + "." + part)
                .orElse(doubt.path(part).asText());
    }

    private void warnings() {
        JsonNode result = decisive.path("result");
        boolean otherEye = exam.frozen().captures().stream()
                .filter(this::ofThisEye)
                .anyMatch(capture -> capture.path("result").path("otherEye").asBoolean());
        if (otherEye) {
            say(words.say("alarm.other-eye", Map.of("given", exam.eyeWord(eye))), Style.ALARM);
        }
        if (result.hasNonNull("cameraValidated")) {
            if (result.path("cameraValidated").asBoolean()) {
                say(words.say("camera.validated", Map.of("date", exam.date(result, "cameraValidatedAt"))), Style.SMALL);
            } else {
                say(words.say("camera.new") + ". " + words.say("camera.new-long"), Style.ALARM);
            }
        }
    }

    private boolean ofThisEye(JsonNode capture) {
        return capture.path("laterality").asText().equals(eye.path("laterality").asText());
    }

    private void pictures() {
        Optional<JsonNode> finding = shownFinding();
        Plate plate = album.plate(
                decisive.path("id").asText(),
                decisive.path("sha256").asText(),
                finding.map(score -> score.path("class").asText()));
        blocks.add(new Gap(3));
        switch (plate) {
            case Plate.Lost lost -> say(words.say("detail.no-picture") + " " + lost.reason(), Style.ALARM);
            case Plate.Shown shown -> {
                List<Captioned> pictures = new ArrayList<>();
                pictures.add(new Captioned(shown.photograph(), words.say("detail.photo")));
                String about = finding.map(exam::label).orElse("");
                shown.heatMap()
                        .ifPresent(map -> pictures.add(new Captioned(map, words.say("detail.map") + " " + about)));
                blocks.add(new Pictures(pictures));
                if (shown.heatMap().isPresent()) {
                    say(words.say("detail.map-note", Map.of("label", about)), Style.SMALL);
                } else if (finding.isPresent()) {
                    say(words.say("detail.map-none"), Style.SMALL);
                }
            }
        }
    }

    /// Whose heat map: the most probable finding's.
    private Optional<JsonNode> shownFinding() {
        return FrozenExam.list(decisive.path("result").path("scores")).stream()
                .filter(score -> score.path("finding").asBoolean())
                .max(Comparator.comparingDouble(
                        score -> score.path("probability").asDouble()));
    }

    private void scores() {
        List<JsonNode> scores = FrozenExam.list(decisive.path("result").path("scores"));
        if (scores.isEmpty()) {
            return;
        }
        blocks.add(new Gap(3));
        say(words.say("detail.scores"), Style.STRONG);
        for (JsonNode score : scores) {
            double share = score.path("probability").asDouble();
            boolean finding = score.path("finding").asBoolean();
            blocks.add(new Score(
                    exam.label(score),
                    words.percent(share),
                    share,
                    finding ? score.path("threshold").asDouble() : Double.NaN,
                    finding ? operatingPoint(score) : words.say("detail.not-finding"),
                    score.path("positive").asBoolean() || borderline(score)));
        }
        say(words.say("detail.scores-note"), Style.SMALL);
    }

    private String operatingPoint(JsonNode score) {
        String point = words.say("detail.operating-point", Map.of("threshold", percent(score, "threshold")));
        String reached = score.path("positive").asBoolean() ? point + ": " + words.say("detail.reached") : point;
        if (!score.hasNonNull("band")) {
            return reached;
        }
        String band = words.say(
                "detail.band",
                Map.of("low", percent(score.path("band"), "low"), "high", percent(score.path("band"), "high")));
        boolean between = score.path("certainty").asText().equals("uncertain");
        return reached + "; " + (between ? band + ": " + words.say("detail.between") : band);
    }

    private String percent(JsonNode node, String name) {
        return words.percent(node.path(name).asDouble());
    }

    private void photograph() {
        JsonNode result = decisive.path("result");
        blocks.add(new Gap(3));
        fact("detail.arrived", exam.time(decisive, "arrivedAt") + ", " + source(decisive));
        if (result.hasNonNull("outOfDistribution")) {
            JsonNode novelty = result.path("outOfDistribution");
            fact(
                    "detail.distance",
                    words.say(
                            "detail.distance-long",
                            Map.of(
                                    "distance",
                                    figure(novelty, "distance"),
                                    "threshold",
                                    figure(novelty, "threshold"))));
        }
        if (result.hasNonNull("quality")) {
            say(words.say("detail.quality") + ": " + quality(result.path("quality")), Style.SMALL);
        }
    }

    private String source(JsonNode capture) {
        return capture.path("source").asText()
                + FrozenExam.text(capture, "operator")
                        .map(name -> ", " + exam.by(name))
                        .orElse("");
    }

    private void fact(String id, String text) {
        blocks.add(new Fact(words.say(id), text));
    }

    private String quality(JsonNode quality) {
        String size = words.say(
                "unit.pixels",
                Map.of(
                        "width",
                        quality.path("width").asText(),
                        "height",
                        quality.path("height").asText()));
        return String.join(
                "; ",
                size,
                words.say("detail.brightness") + " " + percent(quality, "brightness"),
                words.say("detail.contrast") + " " + figure(quality, "contrast"),
                words.say("detail.sharpness") + " " + figure(quality, "sharpness"),
                words.say("detail.burnt") + " " + percent(quality, "burnt"),
                words.say("detail.field") + " " + percent(quality, "field"));
    }

    private String figure(JsonNode node, String name) {
        return words.figure(node.path(name).asDouble(), 2);
    }

    /// Retaken ones, and those of another kind: nothing that was photographed is left out.
    private void others() {
        List<JsonNode> others = exam.frozen().captures().stream()
                .filter(this::ofThisEye)
                .filter(capture -> !capture.equals(decisive))
                .toList();
        if (others.isEmpty()) {
            return;
        }
        blocks.add(new Gap(3));
        say(words.say("paper.others"), Style.STRONG);
        for (JsonNode other : others) {
            JsonNode result = other.path("result");
            String told = switch (result.path("outcome").asText()) {
                case "findings" ->
                    String.join(
                            ", ",
                            state(result.path("verdict").asText()),
                            exam.labels(FrozenExam.list(result.path("scores"))));
                case "ungradable" -> state("ungradable") + ": " + reason(result);
                case "failed" -> state("failed") + ": " + reason(result);
                default -> state("waiting");
            };
            say(exam.time(other, "arrivedAt") + ", " + other.path("task").asText() + ": " + told, Style.SMALL);
        }
    }
}
