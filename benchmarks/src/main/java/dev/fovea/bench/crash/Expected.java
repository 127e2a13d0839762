package dev.fovea.bench.crash;

import dev.fovea.bench.client.CaptureSeen.Answer;
import java.util.Map;
import java.util.Optional;

/// The answer a picture must get.
///
/// @param outcome `findings` or `ungradable`
/// @param probabilities by class name; empty when ungradable
public record Expected(String outcome, Map<String, Double> probabilities) {
    /// Empty when the answer is this one within the tolerance, else what is off.
    public Optional<String> fault(Answer answer, double tolerance) {
        if (!answer.outcome().equals(outcome)) {
            return Optional.of("outcome " + answer.outcome() + " instead of " + outcome);
        }
        if (!answer.probabilities().keySet().equals(probabilities.keySet())) {
            return Optional.of("classes " + answer.probabilities().keySet() + " instead of " + probabilities.keySet());
        }
        return probabilities.entrySet().stream()
                .map(wanted -> fault(
                        wanted.getKey(),
                        wanted.getValue(),
                        answer.probabilities().getOrDefault(wanted.getKey(), Double.NaN),
                        tolerance))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> fault(String name, double wanted, double got, double tolerance) {
        // Written so that NaN is a fault too.
        return Math.abs(wanted - got) <= tolerance
                ? Optional.empty()
                : Optional.of(name + " is " + got + " instead of " + wanted);
    }
}
