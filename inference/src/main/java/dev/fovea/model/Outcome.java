package dev.fovea.model;

import java.util.List;

/// What became of a capture. Every accepted capture ends in exactly one of these.
public sealed interface Outcome {
    /// The network answered.
    ///
    /// @param verdict what to do
    /// @param scores every class, in the bundle's order
    /// @param map where the network looked, per class
    record Findings(Verdict verdict, List<ClassScore> scores, ActivationMap map) implements Outcome {
        public Findings {
            scores = List.copyOf(scores);
        }
    }

    /// The photograph cannot be graded. An answer, not an error: a person takes it again.
    record Ungradable(QualityFault fault) implements Outcome {}

    /// We could not do our part; it is in the dead letter with its reason, for a person to look at and to retry.
    ///
    /// @param stage where it failed
    /// @param reason one sentence
    record Failed(Stage stage, String reason) implements Outcome {}
}
