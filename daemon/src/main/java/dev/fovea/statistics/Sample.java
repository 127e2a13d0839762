package dev.fovea.statistics;

import java.util.Map;
import java.util.TreeMap;

/// Sums over some answers of one model.
///
/// @param ungradable photographs that the gate sent back
/// @param classes the graded ones, by the class with the largest probability
/// @param sum of the graded ones' confidences
/// @param squares the sum of their squares
public record Sample(int ungradable, Map<String, Integer> classes, double sum, double squares) {
    static final Sample NONE = new Sample(0, Map.of(), 0, 0);

    public Sample {
        classes = Map.copyOf(classes);
    }

    public int graded() {
        return classes.values().stream().mapToInt(Integer::intValue).sum();
    }

    public int photographs() {
        return ungradable + graded();
    }

    /// The mean confidence of those graded; not a number without any.
    public double confidence() {
        return sum / graded();
    }

    /// The variance of the confidence of those graded, at least 0; not a number of fewer than two.
    double variance() {
        int n = graded();
        return Math.max(0, (squares - sum * sum / n) / (n - 1));
    }

    public double ungradableShare() {
        return (double) ungradable / photographs();
    }

    static Sample of(Iterable<Fate> answers) {
        int ungradable = 0;
        Map<String, Integer> classes = new TreeMap<>();
        double sum = 0;
        double squares = 0;
        for (Fate answer : answers) {
            switch (answer) {
                case Fate.Ungradable _ -> ungradable++;
                case Fate.Graded graded -> {
                    classes.merge(graded.leading(), 1, Integer::sum);
                    sum += graded.confidence();
                    squares += graded.confidence() * graded.confidence();
                }
                case Fate.Waiting _, Fate.Failed _, Fate.Damaged _ ->
                    throw new IllegalArgumentException("only answers are compared, was " + answer);
            }
        }
        return new Sample(ungradable, classes, sum, squares);
    }
}
