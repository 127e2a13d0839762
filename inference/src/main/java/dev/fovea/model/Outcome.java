package dev.fovea.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What became of a capture. Every accepted capture ends in exactly one of these.
public sealed interface Outcome {
    /// The network answered.
    ///
    /// @param verdict what to do
    /// @param scores every class, in the bundle's order
    /// @param map where the network looked, per class
    /// @param novelty how unlike those the model learned from; absent when the model does not say
    record Findings(Verdict verdict, List<ClassScore> scores, ActivationMap map, Optional<Novelty> novelty)
            implements Outcome {
        public Findings {
            scores = List.copyOf(scores);
            if (verdict == Verdict.NO_SIGN && novelty.filter(Novelty::unlike).isPresent()) {
                throw new IllegalArgumentException(
                        "a photograph unlike all known ones is never \"no sign\": " + novelty);
            }
        }

        /// The verdict follows from the scores and the novelty.
        public static Findings of(List<ClassScore> scores, ActivationMap map, Optional<Novelty> novelty) {
            return new Findings(Verdict.of(scores, novelty), scores, map, novelty);
        }

        /// Why the verdict is uncertain; of a referral, whether the photograph is unlike what the model knows. The
        /// graver one first, empty when there is none.
        public List<Doubt> doubts() {
            List<Doubt> doubts = new ArrayList<>();
            if (novelty.filter(Novelty::unlike).isPresent()) {
                doubts.add(Doubt.UNLIKE);
            }
            if (verdict == Verdict.UNCERTAIN && scores.stream().anyMatch(ClassScore::borderline)) {
                doubts.add(Doubt.BORDERLINE);
            }
            return List.copyOf(doubts);
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
