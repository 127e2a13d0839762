package dev.fovea.distill.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/// Predictions made up for tests.
final class Told {
    static final List<String> CLASSES = List.of("clear", "ill");

    private Told() {}

    static Prediction one(String name, String group, int truth, double... logits) {
        return new Prediction(
                name, "north", group, truth, DoubleStream.of(logits).boxed().toList());
    }

    /// Two classes; `ill` has probability 1 / (1 + e^-logit).
    static Predictions binary(double[] logits, int... truth) {
        List<Prediction> all = new ArrayList<>();
        for (int i = 0; i < truth.length; i++) {
            all.add(one("p" + i, "g" + i, truth[i], 0, logits[i]));
        }
        return new Predictions(CLASSES, "clear", all);
    }
}
