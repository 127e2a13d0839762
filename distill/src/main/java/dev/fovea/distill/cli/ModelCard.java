package dev.fovea.distill.cli;

import dev.fovea.distill.data.Sample;
import dev.fovea.distill.data.Split;
import dev.fovea.distill.measure.Bootstrap;
import dev.fovea.distill.measure.Bootstrap.Interval;
import dev.fovea.distill.measure.Confusion;
import dev.fovea.distill.measure.OperatingPoint;
import dev.fovea.distill.measure.Predictions;
import dev.fovea.distill.measure.Roc;
import dev.fovea.distill.measure.Scores;
import dev.fovea.distill.train.Judgement;
import dev.fovea.distill.train.Lessons;
import dev.fovea.distill.train.Recipe;
import dev.fovea.distill.train.Run;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/// What a person must know before believing a model, from the run itself.
///
/// @param title one line
/// @param run it comes from
/// @param lessons its photographs
/// @param licences by source
/// @param judgement what validation decided
/// @param test answers to the test set
/// @param notes of the export
record ModelCard(
        String title,
        Run run,
        Lessons lessons,
        Map<String, String> licences,
        Judgement judgement,
        Predictions test,
        List<String> notes) {
    private static final int ROUNDS = 1000;

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
        row(text, "temperature", number(judgement.temperature()) + ", fitted on validation");
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
        text.append("; the recipe in full:\n\n    ").append(recipe).append('\n');
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
        text.append("\n## Test set\n\nIntervals are 95 %, by drawing whole groups. Pictures of test taught nothing and"
                + " chose nothing.\n\n");
        if (test.size() == 0) {
            text.append("There is no test picture.\n");
            return;
        }
        row(text, "figure", "value");
        row(text, "---", "---");
        row(text, "pictures", Integer.toString(test.size()));
        row(text, "accuracy", interval(set -> Confusion.of(set).accuracy()));
        row(text, "balanced accuracy", interval(set -> Confusion.of(set).balancedAccuracy()));
        row(text, "macro F1", interval(set -> Confusion.of(set).macroF1()));
        row(text, "ECE", number(Scores.of(test, judgement.temperature()).calibrationError()));
        for (int i = 0; i < test.classes().size(); i++) {
            int index = i;
            row(
                    text,
                    "recall " + test.classes().get(i),
                    interval(set -> Confusion.of(set).recall(index)));
            row(
                    text,
                    "AUROC " + test.classes().get(i),
                    interval(set -> Roc.of(set, index, judgement.temperature()).area()));
        }
        for (String source : test.sources()) {
            Scores own = Scores.of(test.ofSource(source), judgement.temperature());
            row(
                    text,
                    "within " + source,
                    own.count() + " pictures, accuracy " + number(own.accuracy()) + ", AUROC of any finding "
                            + number(own.anyArea()));
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
                    number(point.getValue().threshold()) + " ("
                            + point.getValue().basis() + ")");
        }
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

    private String interval(ToDoubleFunction<Predictions> figure) {
        Interval found = new Bootstrap(run.recipe().course().seed(), ROUNDS).of(test, figure);
        return number(found.value()) + " (" + number(found.low()) + " to " + number(found.high()) + ")";
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }

    private static void row(StringBuilder text, String key, String value) {
        text.append("| ").append(key).append(" | ").append(value).append(" |\n");
    }
}
