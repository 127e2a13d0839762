package dev.fovea.distill.measure;

import java.util.ArrayList;
import java.util.List;

/// How well a finding is told from healthy inside one source, where the camera can be no hint.
///
/// @param source the camera or collection
/// @param finding the class
/// @param ill pictures of the class
/// @param healthy pictures of the healthy class
/// @param area AUROC of the class's probability between the two
public record InsideSource(String source, String finding, int ill, int healthy, double area) {
    /// Of every source that has both, by source and then by class.
    public static List<InsideSource> of(Predictions predictions, double temperature) {
        List<InsideSource> all = new ArrayList<>();
        for (String source : predictions.sources()) {
            Predictions own = predictions.ofSource(source);
            for (int index = 0; index < own.classes().size(); index++) {
                if (index != own.healthyIndex()) {
                    InsideSource one = of(own, source, index, temperature);
                    if (one.ill > 0 && one.healthy > 0) {
                        all.add(one);
                    }
                }
            }
        }
        return all;
    }

    private static InsideSource of(Predictions own, String source, int index, double temperature) {
        Predictions both = pair(own, index);
        boolean[] positive = new boolean[both.size()];
        double[] scores = new double[both.size()];
        double[][] probabilities = both.probabilities(temperature);
        int ill = 0;
        for (int i = 0; i < scores.length; i++) {
            positive[i] = both.all().get(i).truth() == index;
            scores[i] = probabilities[i][index];
            ill += positive[i] ? 1 : 0;
        }
        double area = Roc.of(scores, positive).area();
        return new InsideSource(source, own.classes().get(index), ill, scores.length - ill, area);
    }

    /// Those of the class and the healthy.
    private static Predictions pair(Predictions own, int index) {
        return new Predictions(
                own.classes(),
                own.healthy(),
                own.all().stream()
                        .filter(one -> one.truth() == index || one.truth() == own.healthyIndex())
                        .toList());
    }

    /// The area in a draw of the same set; NaN when the draw lacks one side.
    double areaIn(Predictions draw, double temperature) {
        return of(draw.ofSource(source), source, draw.classes().indexOf(finding), temperature).area;
    }

    /// For heads of tables.
    public String name() {
        return finding + " in " + source;
    }
}
