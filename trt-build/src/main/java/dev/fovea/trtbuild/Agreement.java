package dev.fovea.trtbuild;

import dev.fovea.engine.GoldenTensor;
import dev.fovea.engine.Scores;
import dev.fovea.engine.tensorrt.Precision;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How an engine's answers to known pictures compare with ONNX Runtime's.
///
/// @param pictures compared
/// @param sameClass how many have the same most probable class
/// @param turned how many have another one, though the two were further apart than the tolerance allows
/// @param logit the largest difference of a logit
/// @param probability the largest difference of a probability
/// @param cell the largest difference of a cell of the map
/// @param distance the largest difference of a distance, as a part of the limit for it
public record Agreement(
        int pictures, int sameClass, int turned, double logit, double probability, double cell, double distance) {

    /// @param reference ONNX Runtime's answers, in the same order
    public static Agreement of(List<Scores> answers, List<Scores> reference, double temperature, Precision precision) {
        assert answers.size() == reference.size() : answers.size();
        int same = 0;
        int turned = 0;
        double logit = 0;
        double probability = 0;
        double cell = 0;
        double distance = 0;
        for (int i = 0; i < answers.size(); i++) {
            double[] ours = softmax(answers.get(i).logits(), temperature);
            double[] theirs = softmax(reference.get(i).logits(), temperature);
            int top = top(ours);
            int wanted = top(theirs);
            if (top == wanted) {
                same++;
            } else if (theirs[wanted] - theirs[top] > 2 * precision.probabilityTolerance()) {
                turned++;
            }
            logit = Math.max(
                    logit, farthest(answers.get(i).logits(), reference.get(i).logits()));
            cell = Math.max(
                    cell, farthest(answers.get(i).map(), reference.get(i).map()));
            for (int c = 0; c < ours.length; c++) {
                probability = Math.max(probability, Math.abs(ours[c] - theirs[c]));
            }
            distance = Math.max(distance, distance(answers.get(i), reference.get(i)));
        }
        return new Agreement(answers.size(), same, turned, logit, probability, cell, distance);
    }

    /// Why the engine must not serve; empty when it may.
    Optional<String> fault(Precision precision) {
        // Written so that NaN is a fault too.
        boolean good = turned == 0
                && probability <= precision.probabilityTolerance()
                && cell <= cellMax(precision)
                && distance <= 1;
        return good ? Optional.empty() : Optional.of("the engine does not answer as ONNX Runtime does: " + sentence());
    }

    String sentence() {
        return String.format(
                Locale.ROOT,
                "%d of %d golden answers have the same class; at most %.4f apart in a logit, %.4f in a probability,"
                        + " %.4f in a cell of the map",
                sameClass,
                pictures,
                logit,
                probability,
                cell);
    }

    /// In single floats a logit may be a hundredth off, and a cell ten times as much.
    private static double cellMax(Precision precision) {
        return GoldenTensor.CELL_SLACK * Math.max(0.01, precision.toleranceMin());
    }

    private static double distance(Scores answer, Scores reference) {
        if (answer.distance().isPresent() != reference.distance().isPresent()) {
            return Double.NaN;
        }
        double wanted = reference.distance().orElse(0);
        return Math.abs(answer.distance().orElse(0) - wanted)
                / (GoldenTensor.DISTANCE_SLACK * wanted + GoldenTensor.DISTANCE_FLOOR);
    }

    private static double farthest(float[] one, float[] other) {
        double farthest = one.length == other.length ? 0 : Double.NaN;
        for (int i = 0; i < Math.min(one.length, other.length); i++) {
            farthest = Math.max(farthest, Math.abs((double) one[i] - other[i]));
        }
        return farthest;
    }

    private static int top(double[] values) {
        int top = 0;
        for (int i = 1; i < values.length; i++) {
            top = values[i] > values[top] ? i : top;
        }
        return top;
    }

    private static double[] softmax(float[] logits, double temperature) {
        double most = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            most = Math.max(most, logit);
        }
        double[] shares = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            shares[i] = Math.exp((logits[i] - most) / temperature);
            sum += shares[i];
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
        return shares;
    }
}
