package dev.fovea.publish.paper;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.exams.FrozenExam;
import dev.fovea.exams.Report;
import dev.fovea.publish.paper.Block.Columns;
import dev.fovea.publish.paper.Block.Fact;
import dev.fovea.publish.paper.Block.Gap;
import dev.fovea.publish.paper.Block.Paragraph;
import dev.fovea.publish.paper.Block.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A whole report in words, from the top of the first sheet to the end of the last.
final class Story {
    /// Of a text with more line ends than this, the line ends are written as strokes: each would cost a line
    /// of paper.
    private static final int LINE_ENDS_MAX = 20;

    private final Exam exam;
    private final Words words;
    private final List<Block> blocks = new ArrayList<>();

    private Story(Exam exam) {
        this.exam = exam;
        this.words = exam.words();
    }

    /// @param clinic its name, may be empty
    /// @param version of this program
    static List<Block> of(Exam exam, Album album, String clinic, String version) {
        Story story = new Story(exam);
        story.head(clinic);
        story.eyes(album);
        story.people();
        story.blocks.addAll(SmallPrint.of(exam, version));
        return story.blocks;
    }

    private void say(String text, Style style) {
        blocks.add(new Paragraph(text, style));
    }

    private void head(String clinic) {
        if (!clinic.isEmpty()) {
            say(clinic, Style.CLINIC);
        }
        say(words.say("paper.title"), Style.TITLE);
        Report report = exam.report();
        List<Block> who = List.of(
                new Fact(words.say("upload.patient"), patient(exam)),
                new Fact(words.say("upload.exam"), report.name()));
        List<Block> when = List.of(
                new Fact(words.say("paper.finished"), exam.time(report.madeAt()) + ", " + report.author()),
                new Fact(words.say("paper.edition"), Integer.toString(report.edition())));
        blocks.add(new Columns(who, when));
        blocks.add(new Gap(3));
        blocks.add(new Rule());
        say(outcome(), Style.STATE);
        if (exam.frozen().captures().stream()
                .anyMatch(capture -> capture.path("drawing").asBoolean())) {
            say(words.say("drawing.long"), Style.ALARM);
        }
        blocks.add(new Gap(4));
    }

    /// At the head of every sheet.
    static String patient(Exam exam) {
        return exam.frozen()
                .patient()
                .map(id -> FrozenExam.text(exam.frozen().order(), "name")
                        .map(name -> id + ", " + name)
                        .orElse(id))
                .orElse(exam.words().say("exam.no-patient"));
    }

    private String outcome() {
        String status = exam.frozen().json().path("status").asText();
        if (!status.equals("missing")) {
            return words.find("exam." + status).orElse(status);
        }
        String missing = exam.frozen().eyes().stream()
                .filter(eye -> eye.path("status").asText().equals("missing"))
                .map(eye -> eye.path("laterality").asText())
                .collect(Collectors.joining());
        return words.find("exam.missing-" + missing).orElse(words.say("exam.missing"));
    }

    /// The right eye on the left, as one looks at the patient.
    private void eyes(Album album) {
        List<List<Block>> told = exam.frozen().eyes().stream()
                .map(eye -> EyeStory.of(exam, album, eye))
                .toList();
        for (int i = 0; i < told.size(); i += 2) {
            blocks.add(new Columns(told.get(i), i + 1 < told.size() ? told.get(i + 1) : List.of()));
            blocks.add(new Gap(6));
        }
    }

    /// What people added stands below the eyes, however long it is: the first sheet always shows both.
    private void people() {
        blocks.add(new Rule());
        Report report = exam.report();
        report.remark().ifPresent(remark -> {
            say(words.say("chart.remark"), Style.STRONG);
            say(lines(remark), Style.BODY);
            say(exam.by(report.author()) + ", " + exam.time(report.madeAt()), Style.SMALL);
            blocks.add(new Gap(3));
        });
        say(words.say("paper.people"), Style.HEADING);
        if (exam.frozen().chart().isEmpty()) {
            say(words.say("paper.nobody"), Style.BODY);
        }
        for (JsonNode entry : exam.frozen().chart()) {
            boolean reading = entry.path("kind").asText().equals("reading");
            say(reading ? reading(entry) : words.say("chart.noted"), Style.STRONG);
            FrozenExam.text(entry, "text").ifPresent(text -> say(lines(text), Style.BODY));
            String who = exam.by(entry.path("author").asText()) + ", " + exam.time(entry, "madeAt");
            Optional<String> capture = FrozenExam.text(entry, "capture");
            say(
                    capture.map(id -> who + ", " + words.say("detail.photo") + " " + id)
                            .orElse(who),
                    Style.SMALL);
        }
        blocks.add(new Gap(4));
    }

    private String reading(JsonNode entry) {
        boolean agrees = entry.path("agreement").asText().equals("agree");
        return words.say(agrees ? "chart.agrees" : "chart.disagrees", Map.of("eye", exam.eyeWord(entry)));
    }

    private static String lines(String text) {
        String unified = text.replace("\r\n", "\n").replace('\r', '\n');
        boolean many = unified.chars().filter(c -> c == '\n').count() > LINE_ENDS_MAX;
        return many ? unified.replaceAll("\\n+", " / ") : unified;
    }
}
