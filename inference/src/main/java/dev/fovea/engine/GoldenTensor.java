package dev.fovea.engine;

import java.nio.FloatBuffer;
import java.util.Locale;
import java.util.Optional;

/// A known input with its known answer: how an engine proves that it still thinks straight.
///
/// @param name for messages
/// @param image the prepared tensor
/// @param expected the answer of the reference run
/// @param tolerance the largest absolute difference of any logit
public record GoldenTensor(String name, FloatBuffer image, Scores expected, float tolerance) {

    /// Empty when the answer is within tolerance, else what is off.
    public Optional<String> fault(Scores answer) {
        float[] wanted = expected.logits();
        float[] got = answer.logits();
        if (got.length != wanted.length) {
            return Optional.of("golden input " + name + ": " + got.length + " logits instead of " + wanted.length);
        }
        for (int i = 0; i < wanted.length; i++) {
            float off = Math.abs(got[i] - wanted[i]);
            // Written so that NaN is a fault too.
            if (!(off <= tolerance)) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "golden input %s: logit %d is %.6f, expected %.6f within %.6f",
                        name,
                        i,
                        got[i],
                        wanted[i],
                        tolerance));
            }
        }
        return Optional.empty();
    }
}
