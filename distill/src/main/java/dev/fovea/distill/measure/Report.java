package dev.fovea.distill.measure;

import dev.fovea.distill.measure.Bootstrap.Interval;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// Writes a study as `report.md` and `report.html` with its plots beside them. The two say the same.
public final class Report {
    private static final int MOST_WRONG = 20;

    private final Study study;
    private final Predictions predictions;
    private final Scores scores;

    private Report(Study study) {
        this.study = study;
        predictions = study.predictions();
        scores = Scores.of(predictions, study.temperature());
    }

    /// @param folder made when absent; files of an earlier report are replaced
    public static void write(Study study, Path folder) {
        Report report = new Report(study);
        List<Block> blocks = report.blocks();
        try {
            Files.createDirectories(folder);
            report.plots(folder);
            Files.writeString(folder.resolve("report.md"), Markdown.of(blocks));
            Files.writeString(folder.resolve("report.html"), Html.of(study.title(), blocks));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the report to " + folder, e);
        }
    }

    private void plots(Path folder) throws IOException {
        double[][] raw = predictions.probabilities(1);
        double[][] scaled = predictions.probabilities(study.temperature());
        int[] truth = predictions.truth();
        Files.write(folder.resolve("roc.png"), Charts.roc(predictions, study.temperature()));
        Files.write(
                folder.resolve("reliability.png"),
                Charts.reliability(Reliability.of(raw, truth), Reliability.of(scaled, truth)));
        Files.write(folder.resolve("confusion.png"), Charts.confusion(scores.confusion()));
        if (!study.curves().isEmpty()) {
            Files.write(folder.resolve("learning.png"), Charts.learning(study.curves()));
        }
    }

    private List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Heading(1, study.title()));
        blocks.add(new Block.Points(study.provenance()));
        blocks.add(new Block.Text(scores.count() + " pictures of " + scores.groups()
                + " patients or groups. Intervals are 95 %, by drawing whole groups "
                + study.bootstrap().rounds()
                + " times with seed " + study.bootstrap().seed() + "."));
        absent().ifPresent(blocks::add);
        List<InsideSource> inside = InsideSource.of(predictions, study.temperature());
        if (!inside.isEmpty()) {
            blocks.add(new Block.Heading(2, "Inside one source"));
            blocks.add(inside(inside));
        }
        blocks.add(new Block.Heading(2, "All sources together"));
        blocks.add(headline());
        blocks.add(new Block.Heading(2, "By class"));
        blocks.add(byClass());
        blocks.add(new Block.Plot("roc.png", "ROC of each class against all others"));
        blocks.add(new Block.Heading(2, "By source"));
        blocks.add(bySource());
        blocks.add(new Block.Heading(2, "Answers"));
        blocks.add(answers());
        blocks.add(new Block.Plot("confusion.png", "Answers to each class"));
        blocks.add(new Block.Heading(2, "Certainty"));
        blocks.add(new Block.Plot("reliability.png", "Certainty against truth"));
        if (!study.points().isEmpty()) {
            blocks.add(new Block.Heading(2, "Operating points"));
            blocks.add(points());
            blocks.add(new Block.Text("The same points on the pictures of this report:"));
            blocks.add(pointsHere());
        }
        study.sections().forEach(one -> blocks.addAll(one.blocks()));
        if (!study.curves().isEmpty()) {
            blocks.add(new Block.Heading(2, "Training"));
            blocks.add(new Block.Plot("learning.png", "Learning curves"));
        }
        blocks.add(new Block.Heading(2, "Most wrong"));
        blocks.add(mostWrong());
        return blocks;
    }

    /// A camera left out of training, or an unseen one, may show some of the classes only.
    private Optional<Block> absent() {
        List<String> names = scores.classes().stream()
                .filter(one -> one.support() == 0)
                .map(Scores.OfClass::name)
                .toList();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(new Block.Text("No picture here is " + String.join(" or ", names)
                        + ": of these only wrong alarms are counted, and means over classes leave them out."));
    }

    private Block inside(List<InsideSource> all) {
        List<List<String>> rows = new ArrayList<>();
        for (InsideSource one : all) {
            rows.add(List.of(
                    one.source(),
                    one.finding() + " against " + predictions.healthy(),
                    one.ill() + " / " + one.healthy(),
                    interval(set -> one.areaIn(set, study.temperature()))));
        }
        return new Block.Table(List.of("source", "told apart", "n", "AUROC"), rows);
    }

    private Block headline() {
        int healthy = predictions.healthyIndex();
        double temperature = study.temperature();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("accuracy", interval(set -> Confusion.of(set).accuracy())));
        rows.add(List.of("balanced accuracy", interval(set -> Confusion.of(set).balancedAccuracy())));
        rows.add(List.of("macro F1", interval(set -> Confusion.of(set).macroF1())));
        rows.add(List.of(
                "AUROC, any finding",
                interval(set -> Roc.ofAnyFinding(set, temperature).area())));
        rows.add(List.of(
                "sensitivity, any finding", interval(set -> Confusion.of(set).sensitivityToAny(healthy))));
        rows.add(List.of(
                "specificity, " + predictions.healthy(),
                interval(set -> Confusion.of(set).recall(healthy))));
        rows.add(List.of("ECE at temperature 1", interval(set -> error(set, 1))));
        rows.add(List.of(
                String.format(Locale.ROOT, "ECE at temperature %.3f", temperature),
                interval(set -> error(set, temperature))));
        return new Block.Table(List.of("figure", "value"), rows);
    }

    private static double error(Predictions set, double temperature) {
        return Reliability.of(set.probabilities(temperature), set.truth()).error();
    }

    private String interval(ToDoubleFunction<Predictions> figure) {
        Interval interval = study.bootstrap().of(predictions, figure);
        return Figures.plain(interval);
    }

    private Block byClass() {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < scores.classes().size(); i++) {
            Scores.OfClass one = scores.classes().get(i);
            int index = i;
            rows.add(List.of(
                    one.name(),
                    Long.toString(one.support()),
                    Figures.plain(one.precision()),
                    interval(set -> Confusion.of(set).recall(index)),
                    Figures.plain(one.f1()),
                    Figures.plain(one.specificity()),
                    interval(set -> Roc.of(set, index, study.temperature()).area()),
                    Figures.plain(one.sensitivityAt90())));
        }
        return new Block.Table(
                List.of("class", "n", "precision", "recall", "F1", "specificity", "AUROC", "recall at specificity .90"),
                rows);
    }

    private Block bySource() {
        List<String> head = new ArrayList<>(List.of("source", "n", "groups", "accuracy", "AUROC, any finding"));
        predictions.classes().forEach(name -> head.add("recall " + name));
        List<List<String>> rows = new ArrayList<>();
        for (String source : predictions.sources()) {
            Scores own = Scores.of(predictions.ofSource(source), study.temperature());
            List<String> row = new ArrayList<>(List.of(
                    source,
                    Integer.toString(own.count()),
                    Integer.toString(own.groups()),
                    Figures.plain(own.accuracy()),
                    Figures.plain(own.anyArea())));
            own.classes().forEach(one -> row.add(Figures.plain(one.recall())));
            rows.add(row);
        }
        return new Block.Table(head, rows);
    }

    private Block answers() {
        List<String> head = new ArrayList<>(List.of("truth, answered as"));
        head.addAll(predictions.classes());
        List<List<String>> rows = new ArrayList<>();
        for (int truth = 0; truth < predictions.classes().size(); truth++) {
            List<String> row = new ArrayList<>(List.of(predictions.classes().get(truth)));
            for (int answer = 0; answer < predictions.classes().size(); answer++) {
                row.add(Long.toString(scores.confusion().count(truth, answer)));
            }
            rows.add(row);
        }
        return new Block.Table(head, rows);
    }

    private Block points() {
        List<List<String>> rows = new ArrayList<>();
        for (String name : predictions.classes()) {
            Optional.ofNullable(study.points().get(name))
                    .ifPresent(point -> rows.add(List.of(
                            name,
                            Figures.plain(point.threshold()),
                            Figures.plain(point.low()) + " to " + Figures.plain(point.high()),
                            Figures.plain(point.sensitivity()),
                            Figures.plain(point.specificity()),
                            point.basis())));
        }
        return new Block.Table(
                List.of("class", "from", "withheld", "sensitivity on validation", "specificity on validation", "basis"),
                rows);
    }

    private Block pointsHere() {
        List<List<String>> rows = new ArrayList<>();
        for (String name : predictions.classes()) {
            int index = predictions.classes().indexOf(name);
            Optional.ofNullable(study.points().get(name))
                    .ifPresent(point -> rows.add(List.of(
                            name,
                            interval(set -> raised(set, index, true, point.threshold())),
                            interval(set -> 1 - raised(set, index, false, point.threshold())))));
        }
        return new Block.Table(List.of("class", "sensitivity here", "specificity here"), rows);
    }

    /// Of those with the finding, or of those without it, how many reach the threshold; NaN without any.
    private double raised(Predictions set, int index, boolean ill, double threshold) {
        double[][] probabilities = set.probabilities(study.temperature());
        return IntStream.range(0, set.size())
                .filter(i -> (set.all().get(i).truth() == index) == ill)
                .mapToDouble(i -> probabilities[i][index] >= threshold ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }

    private Block mostWrong() {
        double[][] probabilities = predictions.probabilities(study.temperature());
        List<Integer> wrong = IntStream.range(0, predictions.size())
                .filter(i -> Softmax.top(probabilities[i])
                        != predictions.all().get(i).truth())
                .boxed()
                .sorted(Comparator.comparingDouble(
                        i -> probabilities[i][predictions.all().get(i).truth()]))
                .limit(MOST_WRONG)
                .toList();
        return new Block.Gallery(wrong.stream()
                .map(i -> photograph(predictions.all().get(i), probabilities[i]))
                .toList());
    }

    private Block.Photograph photograph(Prediction one, double[] probabilities) {
        int answer = Softmax.top(probabilities);
        String caption = one.name() + ": is " + predictions.classes().get(one.truth()) + " ("
                + Figures.plain(probabilities[one.truth()]) + "), was called "
                + predictions.classes().get(answer) + " (" + Figures.plain(probabilities[answer]) + ")";
        return new Block.Photograph(study.pictures().resolve(one.name()).toUri(), caption);
    }
}
