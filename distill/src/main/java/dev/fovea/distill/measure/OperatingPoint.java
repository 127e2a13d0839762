package dev.fovea.distill.measure;

import dev.fovea.distill.measure.Roc.Point;
import java.util.Comparator;
import java.util.Locale;

/// From which probability on a class counts, and between which ones nothing is said. Chosen on validation.
///
/// @param threshold from here on the class counts
/// @param low below it the class is ruled out; from `low` to below `high` the answer is withheld
/// @param high from here on the class is ruled in
/// @param sensitivity at the threshold, on the samples it was chosen by
/// @param specificity at the threshold, likewise
/// @param basis how it was chosen, one sentence
public record OperatingPoint(
        double threshold, double low, double high, double sensitivity, double specificity, String basis) {
    public OperatingPoint {
        if (!(low <= threshold && threshold <= high)) {
            throw new IllegalArgumentException(
                    "the abstain band must hold the threshold: " + low + " <= " + threshold + " <= " + high);
        }
    }

    /// The strictest threshold that finds at least `sensitivity` of the class. No band.
    public static OperatingPoint forSensitivity(Roc roc, double sensitivity) {
        return bare(strictest(roc, sensitivity), "at least %.3f sensitivity on validation", sensitivity);
    }

    /// The laxest threshold that spares at least `specificity` of the others. No band.
    public static OperatingPoint forSpecificity(Roc roc, double specificity) {
        return bare(laxest(roc, specificity), "at least %.3f specificity on validation", specificity);
    }

    /// The same threshold with a band: below it at most 1 - `ruleOut` of the class were seen, above it at most
    /// 1 - `ruleIn` of the others.
    public OperatingPoint withBand(Roc roc, double ruleOut, double ruleIn) {
        double below = Math.min(threshold, strictest(roc, ruleOut).threshold());
        double above = Math.max(threshold, laxest(roc, ruleIn).threshold());
        String band =
                String.format(Locale.ROOT, "; withheld between %.3f sensitivity and %.3f specificity", ruleOut, ruleIn);
        // Ruling in may ask for more than any score reached: then nothing below certainty is ruled in.
        return new OperatingPoint(
                threshold, below, Double.isInfinite(above) ? 1 : above, sensitivity, specificity, basis + band);
    }

    private static OperatingPoint bare(Point point, String basis, double wanted) {
        // A point above every score: nothing is ever positive short of certainty.
        double threshold = Double.isInfinite(point.threshold()) ? 1 : point.threshold();
        String sentence = String.format(Locale.ROOT, basis, wanted);
        return new OperatingPoint(threshold, threshold, threshold, point.sensitivity(), point.specificity(), sentence);
    }

    private static Point strictest(Roc roc, double sensitivity) {
        return roc.points().stream()
                .filter(point -> point.sensitivity() >= sensitivity)
                .max(Comparator.comparingDouble(Point::threshold))
                .orElseThrow(() -> new IllegalArgumentException("there is no sample of the class, or no other"));
    }

    private static Point laxest(Roc roc, double specificity) {
        return roc.points().stream()
                .filter(point -> point.specificity() >= specificity)
                .min(Comparator.comparingDouble(Point::threshold))
                .orElseThrow(() -> new IllegalArgumentException("there is no sample of the class, or no other"));
    }
}
