package dev.fovea.distill.cli;

import dev.fovea.distill.loss.PartialCrossAttention.Comparison;
import picocli.CommandLine.Option;

/// What a teacher's word is worth beside the labels.
final class MixOptions {
    @Option(names = "--share", paramLabel = "SHARE", description = "Of the labels' loss. Default: ${DEFAULT-VALUE}")
    private double share = 0.3;

    @Option(names = "--temperature", paramLabel = "T", description = "Default: ${DEFAULT-VALUE}")
    private double temperature = 4;

    @Option(
            names = "--comparison",
            paramLabel = "RULE",
            description = "Of attention: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private Comparison comparison = Comparison.OUTPUTS;

    @Option(names = "--projectors", paramLabel = "WEIGHT", description = "Default: ${DEFAULT-VALUE}")
    private double projectors = 1;

    LossOptions.Mix mix() {
        return new LossOptions.Mix(share, temperature, comparison, projectors);
    }
}
