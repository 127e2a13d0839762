package dev.fovea.publish.paper;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.exams.FrozenExam;
import dev.fovea.publish.paper.Block.Gap;
import dev.fovea.publish.paper.Block.Paragraph;
import dev.fovea.publish.paper.Block.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a report rests on: models, photographs, the seal, and what no reader may overlook.
final class SmallPrint {
    private SmallPrint() {}

    static List<Block> of(Exam exam, String version) {
        Words words = exam.words();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Rule());
        blocks.add(new Paragraph(words.say("paper.basis"), Style.STRONG));
        for (String model : models(exam)) {
            blocks.add(small(words.say("detail.model"), model));
        }
        for (JsonNode capture : exam.frozen().captures()) {
            blocks.add(small(
                    words.say("detail.photo"),
                    exam.eyeWord(capture) + ", " + capture.path("id").asText() + ", " + words.say("detail.hash") + " "
                            + capture.path("sha256").asText()));
        }
        blocks.add(small(words.say("paper.seal"), exam.report().basis()));
        blocks.add(new Gap(3));
        blocks.add(new Paragraph(words.say("disclaimer.long"), Style.SMALL));
        blocks.add(new Paragraph(
                words.say("paper.printed", Map.of("version", version)) + ". "
                        + words.say("paper.times", Map.of("zone", exam.zone().getId())) + " "
                        + words.say("paper.unprintable"),
                Style.SMALL));
        return blocks;
    }

    private static Block small(String word, String text) {
        return new Paragraph(word + ": " + text, Style.SMALL);
    }

    /// Each once, however many photographs it answered.
    private static Set<String> models(Exam exam) {
        Words words = exam.words();
        Set<String> models = new LinkedHashSet<>();
        for (JsonNode capture : exam.frozen().captures()) {
            JsonNode model = capture.path("result").path("model");
            if (model.isObject()) {
                String signed = FrozenExam.text(model, "signedBy")
                        .map(key -> words.say("model.signed", Map.of("key", key)))
                        .orElse(words.say("model.unsigned"));
                models.add(model.path("name").asText() + " "
                        + model.path("version").asText() + ", "
                        + model.path("engine").asText() + ", "
                        + model.path("precision").asText() + ", " + signed + ", " + words.say("detail.model-hash") + " "
                        + model.path("sha256").asText());
            }
        }
        return models;
    }
}
