package dev.fovea.distill.measure;

import java.util.ArrayList;
import java.util.List;

/// Every figure of one set of predictions. NaN where the set holds nothing to count.
///
/// @param count samples
/// @param groups patients, or whoever stays together
/// @param anyArea AUROC of any finding against the healthy class
/// @param anySensitivity of all with a finding, how many were answered with any finding
/// @param healthySpecificity of all healthy, how many were answered so
/// @param calibrationError with 15 bins, at the temperature given
/// @param loss mean negative log-likelihood, likewise
public record Scores(
        int count,
        int groups,
        Confusion confusion,
        double accuracy,
        double balancedAccuracy,
        double macroF1,
        double anyArea,
        double anySensitivity,
        double healthySpecificity,
        double calibrationError,
        double loss,
        List<OfClass> classes) {

    /// @param area AUROC against all other classes
    /// @param sensitivityAt90 the greatest recall that keeps a specificity of 0.90
    public record OfClass(
            String name,
            long support,
            double precision,
            double recall,
            double f1,
            double specificity,
            double area,
            double sensitivityAt90) {}

    public static Scores of(Predictions predictions, double temperature) {
        Confusion confusion = Confusion.of(predictions);
        List<OfClass> classes = new ArrayList<>();
        for (int i = 0; i < predictions.classes().size(); i++) {
            Roc roc = Roc.of(predictions, i, temperature);
            classes.add(new OfClass(
                    predictions.classes().get(i),
                    confusion.support(i),
                    confusion.precision(i),
                    confusion.recall(i),
                    confusion.f1(i),
                    confusion.specificity(i),
                    roc.area(),
                    roc.sensitivityAt(0.90)));
        }
        int healthy = predictions.healthyIndex();
        double[][] probabilities = predictions.probabilities(temperature);
        return new Scores(
                predictions.size(),
                (int) predictions.groups().stream().distinct().count(),
                confusion,
                confusion.accuracy(),
                confusion.balancedAccuracy(),
                confusion.macroF1(),
                Roc.ofAnyFinding(predictions, temperature).area(),
                confusion.sensitivityToAny(healthy),
                confusion.recall(healthy),
                Reliability.of(probabilities, predictions.truth()).error(),
                Temperature.loss(predictions.logits(), predictions.truth(), temperature),
                List.copyOf(classes));
    }

    /// Of the classes' AUROCs, those of classes that are not there left out.
    public double meanArea() {
        return classes.stream()
                .mapToDouble(OfClass::area)
                .filter(area -> !Double.isNaN(area))
                .average()
                .orElse(Double.NaN);
    }
}
