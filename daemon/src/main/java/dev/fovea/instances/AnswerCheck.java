package dev.fovea.instances;

import dev.fovea.engine.EngineMetadata;
import dev.fovea.engine.Scores;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an engine's answers to one batch must look like, whatever engine it is: a second look after the engine's own.
final class AnswerCheck {
    private AnswerCheck() {}

    /// Empty when all is well, else one sentence saying what is off.
    static Optional<String> fault(EngineMetadata metadata, int images, @Nullable List<Scores> answers) {
        if (answers == null || answers.size() != images) {
            return Optional.of((answers == null ? "no" : answers.size()) + " answers to " + images + " images");
        }
        for (int i = 0; i < images; i++) {
            Scores scores = answers.get(i);
            if (scores == null) {
                return Optional.of("no answer to image " + i + " of " + images);
            }
            Optional<String> fault = array("logits", metadata.classes(), scores.logits())
                    .or(() -> array("activation map values", metadata.mapSize(), scores.map()))
                    .or(() -> distance(metadata, scores));
            if (fault.isPresent()) {
                return fault;
            }
            for (int j = 0; j < i; j++) {
                if (sameArray(answers.get(j).logits(), scores.logits())) {
                    return Optional.of("images " + j + " and " + i + " share one answer");
                }
            }
        }
        return Optional.empty();
    }

    /// An engine that reuses its output array would give one patient's answer to another.
    @SuppressWarnings("ReferenceEquality") // equal values are fine, one place in memory is not
    private static boolean sameArray(float[] one, float[] other) {
        return one == other;
    }

    /// That one which is there is a number, [Scores] sees to.
    private static Optional<String> distance(EngineMetadata metadata, Scores scores) {
        return scores.distance().isPresent() == metadata.distance()
                ? Optional.empty()
                : Optional.of(metadata.distance() ? "no distance" : "a distance that nobody promised");
    }

    private static Optional<String> array(String what, int size, float[] values) {
        if (values.length != size) {
            return Optional.of(values.length + " " + what + " instead of " + size);
        }
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return Optional.of(what + " hold " + value);
            }
        }
        return Optional.empty();
    }
}
