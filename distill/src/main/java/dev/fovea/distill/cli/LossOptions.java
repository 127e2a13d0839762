package dev.fovea.distill.cli;

import dev.fovea.distill.loss.PartialCrossAttention.Comparison;
import dev.fovea.distill.train.Recipe.Method;
import dev.fovea.distill.train.Recipe.Teaching;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/// What labels are worth.
final class LossOptions {
    @Option(names = "--balanced", description = "Let classes weigh equally in the loss.")
    private boolean balanced;

    @Option(names = "--smoothing", paramLabel = "SHARE", description = "Of the labels. Default: ${DEFAULT-VALUE}")
    private double smoothing = 0.05;

    @Option(names = "--focal", paramLabel = "GAMMA", description = "Focal loss; 0 for none. Default: ${DEFAULT-VALUE}")
    private double focal;

    @Option(
            names = "--adversary",
            paramLabel = "STRENGTH",
            description =
                    "Let the source be unlearned where a class has several; 0 for none." + " Default: ${DEFAULT-VALUE}")
    private double adversary;

    @Option(
            names = "--mixup",
            paramLabel = "ALPHA",
            description = "Mix pictures in pairs, in train and by logits, such as 0.2; 0 for none."
                    + " Default: ${DEFAULT-VALUE}")
    private double mixup;

    Teaching alone(Method method) {
        return new Teaching(
                method, balanced, smoothing, focal, List.of(), 1, 1, Comparison.OUTPUTS, 0, adversary, mixup);
    }

    /// @param share of the labels
    /// @param projectors weight of their losses
    record Mix(double share, double temperature, Comparison comparison, double projectors) {}

    Teaching taught(Method method, List<Path> teachers, Mix mix) {
        return new Teaching(
                method,
                balanced,
                smoothing,
                focal,
                teachers.stream().map(Path::toString).toList(),
                mix.share,
                mix.temperature,
                mix.comparison,
                mix.projectors,
                adversary,
                mixup);
    }
}
