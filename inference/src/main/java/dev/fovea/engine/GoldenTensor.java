package dev.fovea.engine;

import java.nio.FloatBuffer;
import java.util.Locale;
import java.util.Optional;

/// A known input with its known answer: how an engine proves that it still thinks straight.
///
/// @param name for messages
/// @param image the prepared tensor
/// @param expected the answer of the reference run; an empty map or distance in it is not compared
/// @param tolerance the largest absolute difference of any logit; a cell of the map may differ [#CELL_SLACK]
///     times as
///     much, because a logit is a mean over all cells, in which their errors partly cancel; so may the
///     distance, for
///     each unit of it, because it is a mean of squares and its error grows with it
public record GoldenTensor(String name, FloatBuffer image, Scores expected, float tolerance) {
    /// How much further than a logit a single cell of the map may be off.
    public static final float CELL_SLACK = 10;

    /// How far the distance may be off, as a part of itself, and at least: whole numbers move the features
    /// behind it
    /// by up to a fifth, and an unknown camera is farther off than that.
    public static final float DISTANCE_SLACK = 0.25f;

    public static final float DISTANCE_FLOOR = 0.02f;

    /// The same for an engine that computes more coarsely.
    public GoldenTensor toleratingAtLeast(float toleranceMin) {
        return new GoldenTensor(name, image, expected, Math.max(tolerance, toleranceMin));
    }

    /// Empty when the answer is within tolerance, else what is off.
    public Optional<String> fault(Scores answer) {
        Optional<String> fault = fault("logit", expected.logits(), answer.logits(), tolerance);
        if (fault.isEmpty() && expected.map().length > 0) {
            fault = fault("map cell", expected.map(), answer.map(), CELL_SLACK * tolerance);
        }
        return fault.isEmpty() && expected.distance().isPresent() ? distanceFault(answer) : fault;
    }

    private Optional<String> distanceFault(Scores answer) {
        if (answer.distance().isEmpty()) {
            return Optional.of("golden input " + name + ": no distance");
        }
        float wanted = (float) expected.distance().getAsDouble();
        float got = (float) answer.distance().getAsDouble();
        return fault("distance", wanted, got, DISTANCE_SLACK * wanted + DISTANCE_FLOOR);
    }

    private Optional<String> fault(String what, float[] wanted, float[] got, float limit) {
        if (got.length != wanted.length) {
            return Optional.of(
                    "golden input " + name + ": " + got.length + " values of " + what + " instead of " + wanted.length);
        }
        for (int i = 0; i < wanted.length; i++) {
            // Written so that NaN is a fault too.
            if (!(Math.abs(got[i] - wanted[i]) <= limit)) {
                return fault(what + " " + i, wanted[i], got[i], limit);
            }
        }
        return Optional.empty();
    }

    private Optional<String> fault(String what, float wanted, float got, float limit) {
        return Math.abs(got - wanted) <= limit
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "golden input %s: %s is %.6f, expected %.6f within %.6f",
                        name,
                        what,
                        got,
                        wanted,
                        limit));
    }
}
