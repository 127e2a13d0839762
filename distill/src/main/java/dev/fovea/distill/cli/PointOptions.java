package dev.fovea.distill.cli;

import dev.fovea.distill.measure.OperatingRule;
import dev.fovea.distill.measure.OperatingRule.Sensitivity;
import dev.fovea.distill.measure.OperatingRule.Specificity;
import dev.fovea.distill.measure.Predictions;
import dev.fovea.distill.train.Judgement;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/// From which probability on a finding counts.
final class PointOptions {
    private static final double USUAL = 0.9;

    @Option(
            names = "--sensitivity",
            paramLabel = "SHARE",
            description = "Of every finding's operating point, on validation. Default: 0.9")
    private Optional<Double> sensitivity = Optional.empty();

    @Option(
            names = "--specificity",
            paramLabel = "SHARE",
            description = "Instead: as sensitive as sparing this share of the others allows, on validation.")
    private Optional<Double> specificity = Optional.empty();

    @Option(
            names = "--sensitivity-of",
            paramLabel = "CLASS=SHARE",
            description = "Of one finding's operating point instead.")
    private Map<String, Double> sensitivities = Map.of();

    /// @param distances of the validation pictures from the training pictures, if they are known
    Judgement judge(Predictions validation, double... distances) {
        if (sensitivity.isPresent() && specificity.isPresent()) {
            throw new IllegalArgumentException("--sensitivity and --specificity exclude each other");
        }
        OperatingRule rule = specificity
                .<OperatingRule>map(Specificity::new)
                .orElseGet(() -> new Sensitivity(sensitivity.orElse(USUAL)));
        Map<String, OperatingRule> others = new TreeMap<>();
        sensitivities.forEach((name, share) -> others.put(name, new Sensitivity(share)));
        return Judgement.of(validation, rule, others, distances);
    }
}
