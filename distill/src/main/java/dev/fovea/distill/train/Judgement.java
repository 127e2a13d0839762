package dev.fovea.distill.train;

import dev.fovea.distill.measure.Ood;
import dev.fovea.distill.measure.OperatingPoint;
import dev.fovea.distill.measure.OperatingRule;
import dev.fovea.distill.measure.Predictions;
import dev.fovea.distill.measure.Roc;
import dev.fovea.distill.measure.Temperature;
import java.util.Map;
import java.util.TreeMap;

/// What is decided on the validation set once the weights are settled, and nowhere else.
///
/// @param temperature of the scores
/// @param points of each class that is a finding
/// @param strange distance from the training pictures above which a picture is unlike them
public record Judgement(double temperature, Map<String, OperatingPoint> points, double strange) {
    /// Of the sick, how many may lie below the band in which the answer is withheld, and of the others above it.
    private static final double CERTAIN = 0.98;
    /// Of validation's pictures, how many may not be called unlike the others.
    public static final double FAMILIAR = 0.95;

    public Judgement {
        points = Map.copyOf(points);
    }

    /// @param validation answers to the validation set
    /// @param rule for every finding
    /// @param others for those named, instead
    /// @param distances of the validation pictures from the training pictures; none to call none strange
    public static Judgement of(
            Predictions validation, OperatingRule rule, Map<String, OperatingRule> others, double... distances) {
        for (String name : others.keySet()) {
            if (!validation.classes().contains(name)) {
                throw new TrainException("there is no class " + name + ", only " + validation.classes());
            }
        }
        double temperature = Temperature.fit(validation.logits(), validation.truth());
        Map<String, OperatingPoint> points = new TreeMap<>();
        for (int i = 0; i < validation.classes().size(); i++) {
            String name = validation.classes().get(i);
            Roc roc = Roc.of(validation, i, temperature);
            // A class that validation does not show has no point.
            if (!name.equals(validation.healthy()) && !roc.points().isEmpty()) {
                OperatingRule own = others.getOrDefault(name, rule);
                points.put(name, own.choose(roc).withBand(roc, own.ruleOut(CERTAIN), own.ruleIn(CERTAIN)));
            }
        }
        double strange = distances.length == 0 ? Double.POSITIVE_INFINITY : Ood.threshold(distances, FAMILIAR);
        return new Judgement(temperature, points, strange);
    }
}
