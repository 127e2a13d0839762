package dev.fovea.distill.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Cross-validation by group: the same folds for teacher and student, because both read the same files. Pure.
public final class Folds {
    private Folds() {}

    /// `count` splits whose tests together are every picture once. The next fold is each one's validation, all
    /// others teach.
    ///
    /// @param count at least 3
    public static List<Split> make(Dataset dataset, int count, long seed) {
        if (count < 3) {
            throw new IllegalArgumentException("folds must be at least 3, were " + count);
        }
        List<List<Sample>> folds = deal(dataset.labelled(), count, seed);
        List<Split> splits = new ArrayList<>();
        for (int test = 0; test < count; test++) {
            int validation = (test + 1) % count;
            List<Sample> train = new ArrayList<>();
            for (int fold = 0; fold < count; fold++) {
                if (fold != test && fold != validation) {
                    train.addAll(folds.get(fold));
                }
            }
            String rule = "fold " + (test + 1) + " of " + count + " by merged group, stratified by class and source";
            splits.add(Split.of(dataset, seed, rule, List.of(train, folds.get(validation), folds.get(test))));
        }
        return splits;
    }

    /// Parts of about the same size, for cross-validation inside one measurement.
    public static List<List<Sample>> deal(List<Sample> samples, int count, long seed) {
        double[] shares = new double[count];
        Arrays.fill(shares, 1.0 / count);
        return Allotment.deal(samples, seed, shares);
    }

    /// Leave-one-source-out: a split for each source that shares a class with another, by the source's name.
    public static Map<String, Split> bySource(Dataset dataset, long seed) {
        Map<String, Split> splits = new LinkedHashMap<>();
        for (String source : dataset.sources()) {
            List<Sample> others = dataset.labelled().stream()
                    .filter(one -> !one.source().equals(source))
                    .toList();
            boolean shared = dataset.labelled().stream()
                    .filter(one -> one.source().equals(source))
                    .anyMatch(one -> others.stream().anyMatch(other -> other.label() == one.label()));
            if (shared) {
                splits.put(source, Split.withoutSource(dataset, source, seed));
            }
        }
        return splits;
    }
}
