package dev.fovea.distill.cli;

import dev.fovea.distill.data.Dataset;
import dev.fovea.distill.data.Draws;
import dev.fovea.distill.data.Look;
import dev.fovea.distill.data.Pixels;
import dev.fovea.distill.data.Sample;
import dev.fovea.distill.data.Split;
import dev.fovea.distill.data.Views;
import dev.fovea.distill.measure.Bootstrap;
import dev.fovea.distill.measure.Looks;
import dev.fovea.distill.measure.Predictions;
import dev.fovea.distill.measure.Report;
import dev.fovea.distill.measure.Scores;
import dev.fovea.distill.measure.Section;
import dev.fovea.distill.measure.SourceProbe;
import dev.fovea.distill.measure.Study;
import dev.fovea.distill.train.Grading;
import dev.fovea.distill.train.Judgement;
import dev.fovea.distill.train.Lessons;
import dev.fovea.distill.train.Recipe;
import dev.fovea.distill.train.Run;
import dev.fovea.distill.train.TestStatistics;
import dev.fovea.distill.train.Threading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What a run is worth.
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Writes a report of a run on its test set, or on other photographs.")
final class EvaluateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--run", required = true, paramLabel = "FOLDER", description = "The run.")
    private Path run = Path.of("");

    @Option(names = "--part", paramLabel = "PART", description = "test or validation. Default: ${DEFAULT-VALUE}")
    private Split.Part part = Split.Part.TEST;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = "Other photographs instead: a manifest.csv or a folder; all of them are looked at.")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--flips", description = "Ask about the mirrored picture too and take the mean of the scores.")
    private boolean flips;

    @Mixin
    private PointOptions points = new PointOptions();

    @Option(names = "--rounds", paramLabel = "N", description = "Of the bootstrap. Default: ${DEFAULT-VALUE}")
    private int rounds = 1000;

    @Option(names = "--out", paramLabel = "FOLDER", description = "Default: report in the run's folder")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--look",
            description =
                    "Also give each picture another source's look, to choose a recipe by without an unseen camera.")
    private boolean look;

    @Option(
            names = "--test-statistics",
            description = "Let the batch norms take their statistics from the pictures asked about, source by source.")
    private boolean testStatistics;

    @Override
    public Integer call() throws InterruptedException {
        Threading.check(System.getenv());
        check();
        Run trained = Run.open(run);
        Recipe recipe = trained.recipe();
        try (Lessons lessons = Lessons.open(recipe.corpus(), recipe.model().input());
                Bars bars = new Bars(spec.commandLine().getErr())) {
            Grading grading = new Grading(trained.student(), recipe.model(), lessons.exact(), flips);
            Predictions validation = grading.predictions(lessons.samples(Split.Part.VALIDATION), bars);
            Judgement judgement = points.judge(validation);
            Predictions asked = data.isPresent()
                    ? elsewhere(trained, grading, data.get(), bars)
                    : part == Split.Part.VALIDATION && !testStatistics
                            ? validation
                            : answers(trained, grading, lessons.samples(part), bars);
            Path pictures = data.orElse(Path.of(recipe.corpus().data())).toAbsolutePath();
            Bootstrap bootstrap = new Bootstrap(recipe.course().seed(), rounds);
            List<Section> sections = new ArrayList<>();
            if (look) {
                sections.add(Looks.section(looks(grading, lessons, asked, bars), judgement.temperature(), bootstrap));
            }
            sections.add(SourceProbe.section(new Probing(grading, lessons).probes(bootstrap, bars)));
            Study study = new Study(
                    recipe.teaching().method().name().toLowerCase(Locale.ROOT) + " "
                            + recipe.model().network() + " on " + where(),
                    provenance(trained, lessons, asked),
                    asked,
                    judgement.temperature(),
                    judgement.points(),
                    trained.curves(),
                    Files.isDirectory(pictures) ? pictures : pictures.resolveSibling(""),
                    sections,
                    bootstrap);
            Path folder = out.orElse(run.resolve("report"));
            Report.write(study, folder);
            print(Scores.of(asked, judgement.temperature()), sections, folder);
        }
        return ExitCode.OK.number();
    }

    private void check() {
        if (look && data.isPresent()) {
            throw new IllegalArgumentException("--look is for the run's own pictures, --data for others");
        }
        if (look && testStatistics) {
            throw new IllegalArgumentException("--look compares looks by one network, --test-statistics changes it");
        }
    }

    /// As they are, and in each look.
    private Map<String, Predictions> looks(Grading plain, Lessons lessons, Predictions asIs, Bars bars)
            throws InterruptedException {
        Map<String, Predictions> answers = new LinkedHashMap<>();
        answers.put("as it is", asIs);
        List<Sample> donors = lessons.samples(Split.Part.TRAIN);
        long seed = Draws.seed(lessons.split().seed(), "look".hashCode());
        for (Look one : Look.values()) {
            Views views = one.views(lessons.exact(), donors, seed);
            Grading changed = new Grading(plain.network(), plain.model(), views, plain.flips());
            answers.put(
                    "other source's " + one.name().toLowerCase(Locale.ROOT),
                    changed.predictions(lessons.samples(part), bars));
        }
        return answers;
    }

    private String where() {
        return data.map(Path::toString).orElse("its " + part.name().toLowerCase(Locale.ROOT) + " set");
    }

    private Predictions answers(Run trained, Grading grading, List<Sample> samples, Bars bars)
            throws InterruptedException {
        return testStatistics
                ? TestStatistics.predictions(trained, grading.views(), grading.flips(), samples, bars)
                : grading.predictions(samples, bars);
    }

    /// Classes that are not there are no fault: a camera may show some of them only.
    private Predictions elsewhere(Run trained, Grading grading, Path data, Bars bars) throws InterruptedException {
        Recipe recipe = trained.recipe();
        Recipe.Model model = recipe.model();
        Dataset others = Lessons.dataset(data.toString(), recipe.corpus().modality(), model.classes());
        List<Sample> samples = others.labelled();
        Path cache = Path.of(recipe.corpus().cache());
        try (Pixels pixels = Pixels.open(model.input(), model.input().width(), cache)) {
            Grading there = new Grading(grading.network(), model, Views.exact(pixels), grading.flips());
            return answers(trained, there, samples, bars);
        }
    }

    private List<String> provenance(Run trained, Lessons lessons, Predictions asked) {
        List<String> lines = new ArrayList<>();
        List<String> untaught = new ArrayList<>(trained.recipe().model().classes());
        lessons.samples(Split.Part.TRAIN).forEach(one -> untaught.remove(one.className()));
        if (!untaught.isEmpty()) {
            lines.add("never taught, because no training picture shows it: " + String.join(", ", untaught));
        }
        lines.add("sources: " + String.join(", ", asked.sources()));
        trained.provenance().forEach((key, value) -> lines.add(key.replace('_', ' ') + ": " + value));
        lines.add("seed: " + trained.recipe().course().seed());
        lines.add("weights: " + trained.hash());
        lines.add("temperature and operating points chosen on the validation set only");
        if (testStatistics) {
            lines.add(
                    "batch norms moved to the statistics of the pictures asked about, source by source, no label read");
        }
        lines.add(flips ? "each picture and its mirror image" : "each picture once, as serving sees it");
        return lines;
    }

    private void print(Scores scores, List<Section> sections, Path folder) {
        var to = spec.commandLine().getOut();
        to.printf(
                Locale.ROOT,
                "pictures %d, accuracy %.3f, balanced accuracy %.3f, macro F1 %.3f, ECE %.3f%n",
                scores.count(),
                scores.accuracy(),
                scores.balancedAccuracy(),
                scores.macroF1(),
                scores.calibrationError());
        scores.classes()
                .forEach(one -> to.printf(
                        Locale.ROOT,
                        "%-24s n %4d  recall %.3f  AUROC %.3f%n",
                        one.name(),
                        one.support(),
                        one.recall(),
                        one.area()));
        sections.stream().flatMap(one -> one.lines().stream()).forEach(to::println);
        to.println("the report is in " + folder);
    }
}
