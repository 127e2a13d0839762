package dev.fovea.distill.cli;

import dev.fovea.distill.train.Recipe;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Before any label: views of the same picture must be found among others, or hidden parts of it guessed.
@Command(
        name = "pretrain",
        mixinStandardHelpOptions = true,
        description = "Pre-trains a network without labels; give its best.safetensors to --weights of train.")
final class PretrainCommand implements Callable<Integer> {
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

    @Option(names = "--run", required = true, paramLabel = "FOLDER", description = "New, or to go on with.")
    private Path run = Path.of("");

    @Option(
            names = "--method",
            paramLabel = "WORD",
            description = "contrast (SimCLR), or jepa (I-JEPA, for vit_tiny, vit_small and vit_base)."
                    + " Default: ${DEFAULT-VALUE}")
    private Unlabelled method = Unlabelled.CONTRAST;

    /// Ways to learn without labels.
    private enum Unlabelled {
        CONTRAST(Recipe.Method.CONTRAST),
        JEPA(Recipe.Method.JEPA);

        private final Recipe.Method method;

        Unlabelled(Recipe.Method method) {
            this.method = method;
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        Recipe.Corpus photographs = corpus.corpus();
        String modality = photographs.modality();
        Recipe recipe = new Recipe(
                photographs,
                model.model(Training.classes(photographs), modality),
                course.course(modality),
                loss.alone(method.method));
        return Training.run(spec, run, recipe);
    }
}
