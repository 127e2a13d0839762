package dev.fovea.distill.measure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What one student of an ablation, or its teacher, was worth on the test set.
///
/// @param arm whose it is
/// @param seed it was trained with
/// @param figures by name, in the order of the tables; the same names for every candidate
public record Candidate(String arm, long seed, Map<String, Double> figures) {
    /// Names of the figures on which arms are compared in words.
    static final String BALANCED = "balanced accuracy";

    static final String AREA = "mean AUROC";

    public Candidate {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /// @param test answers to the test set
    /// @param temperature fitted on validation
    public static Candidate of(String arm, long seed, Predictions test, double temperature) {
        Scores scores = Scores.of(test, temperature);
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("accuracy", scores.accuracy());
        figures.put(BALANCED, scores.balancedAccuracy());
        figures.put("macro F1", scores.macroF1());
        figures.put(AREA, scores.meanArea());
        scores.classes().forEach(one -> figures.put("AUROC " + one.name(), one.area()));
        InsideSource.of(test, temperature).forEach(one -> figures.put(within(one), one.area()));
        figures.put("ECE", scores.calibrationError());
        return new Candidate(arm, seed, figures);
    }

    private static String within(InsideSource one) {
        return "AUROC " + one.name();
    }

    double figure(String name) {
        return figures.getOrDefault(name, Double.NaN);
    }
}
