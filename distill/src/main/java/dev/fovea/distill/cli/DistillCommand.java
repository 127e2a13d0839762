package dev.fovea.distill.cli;

import dev.fovea.distill.train.Recipe;
import dev.fovea.distill.train.Recipe.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Labels and teachers.
@Command(
        name = "distill",
        mixinStandardHelpOptions = true,
        description = "Trains a student from labels and teachers. The same command goes on with a run.")
final class DistillCommand implements Callable<Integer> {
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

    @Option(
            names = "--teacher",
            required = true,
            paramLabel = "RUN",
            description = "A teacher's run folder; several for the mean of their scores. See cache-teacher.")
    private List<Path> teachers = List.of();

    @Option(
            names = "--method",
            paramLabel = "WORD",
            description = "logits (cached scores), or cross (the insides of one vision transformer, run beside the"
                    + " student). Default: ${DEFAULT-VALUE}")
    private Method method = Method.LOGITS;

    @Mixin
    private MixOptions mix = new MixOptions();

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
                loss.taught(method, teachers, mix.mix()),
                sources.sources());
        return Training.run(spec, run, recipe);
    }
}
