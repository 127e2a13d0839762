package dev.fovea.distill.measure;

import java.util.List;

/// What a network said to one sample.
///
/// @param name the sample's path in its collection
/// @param source the camera or collection
/// @param group who is drawn together in a bootstrap
/// @param truth the index of its class
/// @param logits one finite number per class
public record Prediction(String name, String source, String group, int truth, List<Double> logits) {
    public Prediction {
        logits = List.copyOf(logits);
        if (truth < 0 || truth >= logits.size()) {
            throw new IllegalArgumentException(
                    "the truth of " + name + " must be one of " + logits.size() + " classes, was " + truth);
        }
        for (double logit : logits) {
            if (!Double.isFinite(logit)) {
                throw new IllegalArgumentException("the logits of " + name + " must be finite, were " + logits);
            }
        }
    }

    double[] numbers() {
        return logits.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
