package dev.fovea.distill.cli;

import dev.fovea.bundle.Bundle;
import dev.fovea.bundle.BundleCheck;
import dev.fovea.bundle.BundleSigner;
import dev.fovea.bundle.BundleWriter;
import dev.fovea.bundle.SigningKey;
import dev.fovea.distill.data.Dataset;
import dev.fovea.distill.data.Pixels;
import dev.fovea.distill.data.Split;
import dev.fovea.distill.data.Views;
import dev.fovea.distill.train.Judgement;
import dev.fovea.distill.train.Lessons;
import dev.fovea.distill.train.Recipe;
import dev.fovea.distill.train.Run;
import dev.fovea.distill.train.Threading;
import dev.fovea.engine.onnx.OnnxEngines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// A run as the folder that a daemon loads.
@Command(
        name = "bundle",
        mixinStandardHelpOptions = true,
        description = "Exports a run's best weights and packs them with thresholds, golden drawings and a model card.")
final class BundleCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--run", required = true, paramLabel = "FOLDER", description = "The run.")
    private Path run = Path.of("");

    @Mixin
    private PointOptions points = new PointOptions();

    @Mixin
    private BundleOptions options = new BundleOptions();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "TARGET",
            description = "A new folder, or a file that ends in .zip.")
    private Path out = Path.of("");

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "Sign it: ID.key, with ID.pub beside it. A daemon refuses what nobody signed.")
    private Optional<Path> key = Optional.empty();

    @Option(
            names = "--unseen",
            paramLabel = "PATH",
            description = "Photographs of a camera it has not met, for a section of the model card: a manifest.csv or a"
                    + " folder. Nothing is chosen by them.")
    private List<Path> unseen = List.of();

    @Override
    public Integer call() throws InterruptedException, IOException {
        Threading.check(System.getenv());
        // Before the long work: a key that is not there would cost it all.
        Optional<SigningKey> signing = key.map(SigningKey::read);
        Run trained = Run.open(run);
        Recipe recipe = trained.recipe();
        Path draft = Files.createTempDirectory("fovea-bundle");
        try (Lessons lessons = Lessons.open(recipe);
                Bars bars = new Bars(spec.commandLine().getErr())) {
            StudentFiles made = StudentFiles.make(trained, lessons, options.forms(), bars);
            // By the very file that will be served: whole numbers answer a little otherwise than the network.
            Served served = new Served(made.file(options.served()), recipe.model(), bars);
            Exam validation = served.exam("validation", lessons.samples(Split.Part.VALIDATION), lessons.exact());
            Judgement judgement = points.judge(validation.answers(), validation.distances());
            List<Exam> exams = new ArrayList<>();
            exams.add(served.exam("its test set", lessons.samples(Split.Part.TEST), lessons.exact()));
            for (Path elsewhere : unseen) {
                exams.add(elsewhere(elsewhere, served, recipe));
            }
            Map<String, String> licences = Licences.of(
                    Path.of(recipe.corpus().data()), lessons.dataset().sources(), options.licences());
            ModelCard card = new ModelCard(
                    options.title(), trained, lessons, licences, judgement, exams, made.notes(), options.remarks());
            new Draft(recipe.model(), options, judgement, licences).write(draft, made, card.text());
            Bundle bundle = BundleWriter.write(draft, out);
            admit(bundle);
            signing.ifPresent(with -> BundleSigner.sign(out, with));
        } finally {
            delete(draft);
        }
        spec.commandLine()
                .getOut()
                .println("the bundle is " + out + ", its golden drawings get their answers, and it is "
                        + signing.map(with -> "signed by " + with.id()).orElse("unsigned"));
        return ExitCode.OK.number();
    }

    /// Photographs that nothing was learned from.
    private static Exam elsewhere(Path data, Served served, Recipe recipe) {
        Recipe.Model model = recipe.model();
        Dataset others = Lessons.dataset(data.toString(), recipe.corpus().modality(), model.classes());
        Path cache = Path.of(recipe.corpus().cache());
        try (Pixels pixels = Pixels.open(model.input(), model.input().width(), cache)) {
            return served.exam(
                    "photographs of " + String.join(", ", others.sources()) + ", which it has not met",
                    others.labelled(),
                    Views.exact(pixels));
        }
    }

    /// As the daemon does before it serves.
    private static void admit(Bundle bundle) {
        try (OnnxEngines engines = OnnxEngines.load(bundle.network(OnnxEngines.NAME), 1)) {
            BundleCheck.admit(bundle, engines);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : List.copyOf(inside.toList()).reversed()) {
                Files.delete(path);
            }
        }
    }
}
