package dev.fovea.distill.train;

import dev.fovea.distill.measure.OperatingPoint;
import dev.fovea.distill.measure.Predictions;
import dev.fovea.distill.measure.Roc;
import dev.fovea.distill.measure.Temperature;
import java.util.Map;
import java.util.TreeMap;

/// What is decided on the validation set once the weights are settled, and nowhere else.
///
/// @param temperature of the scores
/// @param points of each class that is a finding
public record Judgement(double temperature, Map<String, OperatingPoint> points) {
    /// Of the sick, how many may lie below the band in which the answer is withheld, and of the others above it.
    private static final double CERTAIN = 0.98;

    public Judgement {
        points = Map.copyOf(points);
    }

    /// @param validation answers to the validation set
    /// @param sensitivity wanted for every finding
    /// @param others wanted for those named, instead
    public static Judgement of(Predictions validation, double sensitivity, Map<String, Double> others) {
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
                double wanted = others.getOrDefault(name, sensitivity);
                OperatingPoint bare = OperatingPoint.forSensitivity(roc, wanted);
                points.put(name, bare.withBand(roc, Math.max(CERTAIN, wanted), CERTAIN));
            }
        }
        return new Judgement(temperature, points);
    }
}
