package dev.fovea.distill.cli;

import dev.fovea.distill.data.Sample;
import dev.fovea.distill.data.Split;
import dev.fovea.distill.measure.OperatingPoint;
import dev.fovea.distill.train.Judgement;
import dev.fovea.distill.train.Lessons;
import dev.fovea.distill.train.Recipe;
import dev.fovea.distill.train.Run;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a person must know before believing a model, from the run itself.
///
/// @param title one line
/// @param run it comes from
/// @param lessons its photographs
/// @param licences by source
/// @param judgement what validation decided
/// @param exams what it was asked that it had not learned from
/// @param notes of the export
/// @param remarks of a person, in Markdown
record ModelCard(
        String title,
        Run run,
        Lessons lessons,
        Map<String, String> licences,
        Judgement judgement,
        List<Exam> exams,
        List<String> notes,
        Optional<String> remarks) {
    String text() {
        Recipe recipe = run.recipe();
        StringBuilder text = new StringBuilder("# " + title + "\n\n");
        text.append("Screening aid under development. **Not a medical device, not for diagnosis.**\n\n");
        row(text, "", "");
        row(text, "---", "---");
        row(text, "classes, in order", String.join(", ", recipe.model().classes()));
        row(
                text,
                "network",
                recipe.model().network() + ", padding " + recipe.model().padding());
        row(text, "method", recipe.teaching().method().name().toLowerCase(Locale.ROOT));
        row(
                text,
                "input",
                recipe.model().input().width() + " x " + recipe.model().input().height() + ", crop "
                        + recipe.model().input().crop() + ", resize "
                        + recipe.model().input().resize());
        row(text, "temperature", CardResults.number(judgement.temperature()) + ", fitted on validation");
        row(text, "weights", run.hash().hex());
        run.provenance().forEach((key, value) -> row(text, key.replace('_', ' '), value));
        data(text);
        results(text);
        points(text);
        text.append("\n## Export\n\n");
        notes.forEach(note -> text.append("- ").append(note).append('\n'));
        limits(text);
        text.append("\n## How to train it again\n\nSeed ")
                .append(recipe.course().seed());
        text.append("; the recipe in full, files by their names:\n\n    ")
                .append(recipe.byNames())
                .append('\n');
        remarks.ifPresent(
                more -> text.append("\n## Remarks\n\n").append(more.strip()).append('\n'));
        return text.toString();
    }

    private void data(StringBuilder text) {
        text.append("\n## Photographs\n\n");
        row(text, "source", "licence");
        row(text, "---", "---");
        licences.forEach((source, licence) -> row(text, source, licence));
        text.append("\nSplit: ")
                .append(lessons.split().rule())
                .append(", seed ")
                .append(lessons.split().seed());
        text.append(". No group is on two sides.\n\n");
        row(text, "part", "pictures by class and source");
        row(text, "---", "---");
        for (Split.Part part : Split.Part.values()) {
            Map<String, Integer> counts = new TreeMap<>();
            for (Sample one : lessons.samples(part)) {
                counts.merge(one.className() + " of " + one.source(), 1, Integer::sum);
            }
            row(text, part.name().toLowerCase(Locale.ROOT).replace('_', ' '), counts.toString());
        }
    }

    private void results(StringBuilder text) {
        CardResults results = new CardResults(judgement, run.recipe().course().seed());
        for (Exam exam : exams) {
            text.append("\n## Results on ").append(exam.where());
            text.append("\n\nIntervals are 95 %, by drawing whole groups. These pictures taught nothing.")
                    .append("\n\n")
                    .append(results.of(exam));
        }
    }

    private void points(StringBuilder text) {
        text.append("\n## Operating points\n\n");
        row(text, "class", "from");
        row(text, "---", "---");
        for (Map.Entry<String, OperatingPoint> point : new TreeMap<>(judgement.points()).entrySet()) {
            row(
                    text,
                    point.getKey(),
                    "refer from " + CardResults.number(point.getValue().threshold()) + ", " + doubt(point.getValue())
                            + " (" + point.getValue().basis() + ")");
        }
    }

    private static String doubt(OperatingPoint point) {
        return point.low() < point.threshold()
                ? "uncertain from " + CardResults.number(point.low())
                : "no range below it in which it is uncertain";
    }

    private void limits(StringBuilder text) {
        text.append("\n## Limits\n\n");
        List<String> sources = lessons.dataset().sources();
        text.append("- It learned from ")
                .append(sources.size())
                .append(" sources; a camera it has not met may get"
                        + " wrong answers. Validate on your own camera first.\n");
        for (String name : run.recipe().model().classes()) {
            List<String> own = lessons.dataset().labelled().stream()
                    .filter(one -> one.className().equals(name))
                    .map(Sample::source)
                    .distinct()
                    .toList();
            if (own.size() == 1) {
                text.append("- All pictures of ")
                        .append(name)
                        .append(" come from ")
                        .append(own.getFirst());
                text.append(": figures across sources may measure the camera, not the eye.\n");
            }
        }
        text.append("- How often each class occurs here is not how often it occurs in a clinic.\n");
    }

    private static void row(StringBuilder text, String key, String value) {
        text.append("| ").append(key).append(" | ").append(value).append(" |\n");
    }
}
