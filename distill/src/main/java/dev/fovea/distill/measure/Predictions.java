package dev.fovea.distill.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a network said to a set of samples.
///
/// @param classes in the order of the logits
/// @param healthy the class that is no finding
/// @param all in a fixed order
public record Predictions(List<String> classes, String healthy, List<Prediction> all) {
    public Predictions {
        classes = List.copyOf(classes);
        all = List.copyOf(all);
        if (!classes.contains(healthy)) {
            throw new IllegalArgumentException("the healthy class " + healthy + " is none of " + classes);
        }
        for (Prediction one : all) {
            if (one.logits().size() != classes.size()) {
                throw new IllegalArgumentException(
                        one.name() + " has " + one.logits().size() + " logits, not " + classes.size());
            }
        }
    }

    public int size() {
        return all.size();
    }

    /// Those of one source.
    public Predictions ofSource(String source) {
        return new Predictions(
                classes,
                healthy,
                all.stream().filter(one -> one.source().equals(source)).toList());
    }

    /// Those at these positions, repeated as the positions are: a bootstrap's draw.
    public Predictions at(int... positions) {
        List<Prediction> chosen = new ArrayList<>(positions.length);
        for (int position : positions) {
            chosen.add(all.get(position));
        }
        return new Predictions(classes, healthy, chosen);
    }

    public List<String> sources() {
        return all.stream().map(Prediction::source).distinct().sorted().toList();
    }

    public List<String> groups() {
        return all.stream().map(Prediction::group).toList();
    }

    public int[] truth() {
        return all.stream().mapToInt(Prediction::truth).toArray();
    }

    public double[][] logits() {
        return all.stream().map(Prediction::numbers).toArray(double[][]::new);
    }

    /// softmax(logits / temperature), one row per sample.
    public double[][] probabilities(double temperature) {
        return Arrays.stream(logits()).map(row -> Softmax.of(row, temperature)).toArray(double[][]::new);
    }

    int healthyIndex() {
        return classes.indexOf(healthy);
    }
}
