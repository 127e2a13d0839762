package dev.fovea.distill.cli;

import dev.fovea.distill.train.Recipe;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Labels only: teachers, and students without one.
@Command(
        name = "train",
        aliases = "train-teacher",
        mixinStandardHelpOptions = true,
        description = "Trains a network, teacher or student, from the labels. The same command goes on with a run.")
final class TrainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private CorpusOptions corpus = new CorpusOptions();

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Mixin
    private CourseOptions course = new CourseOptions();

    @Mixin
    private LossOptions loss = new LossOptions();

    @Mixin
    private SourceOptions sources = new SourceOptions();

    @Option(names = "--run", required = true, paramLabel = "FOLDER", description = "New, or to go on with.")
    private Path run = Path.of("");

    @Override
    public Integer call() throws InterruptedException {
        Recipe.Corpus photographs = corpus.corpus();
        String modality = photographs.modality();
        Recipe recipe = new Recipe(
                photographs,
                model.model(Training.classes(photographs), modality),
                course.course(modality),
                loss.alone(Recipe.Method.SUPERVISED),
                sources.sources());
        return Training.run(spec, run, recipe);
    }
}
