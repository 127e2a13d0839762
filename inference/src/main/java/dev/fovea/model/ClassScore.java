package dev.fovea.model;

import java.util.Optional;

/// One class of the model's answer.
///
/// @param name the class as the bundle names it
/// @param finding whether it is a sign of disease
/// @param probability calibrated, 0 to 1: softmax of logits divided by the bundle's temperature
/// @param threshold the operating point used, 0 to 1
/// @param band where the model is not sure of this finding, around the threshold; absent when the bundle has none
public record ClassScore(String name, boolean finding, double probability, double threshold, Optional<Band> band) {
    public ClassScore {
        if (band.isPresent()
                && !(finding
                        && band.get().low() <= threshold
                        && threshold <= band.get().high())) {
            throw new IllegalArgumentException(
                    name + ": only a finding has a band, and around its threshold: " + band.get() + ", " + threshold);
        }
    }

    /// A class without a band.
    public ClassScore(String name, boolean finding, double probability, double threshold) {
        this(name, finding, probability, threshold, Optional.empty());
    }

    /// A finding at or above its operating point.
    public boolean positive() {
        return finding && probability >= threshold;
    }

    /// A finding below its operating point that its band does not let go: it can be neither seen nor ruled out.
    public boolean borderline() {
        return !positive() && certainty().filter(Certainty.UNCERTAIN::equals).isPresent();
    }

    /// How sure the model is of this finding; without a band the operating point alone decides. Absent for a class that
    /// is no finding.
    public Optional<Certainty> certainty() {
        if (!finding) {
            return Optional.empty();
        }
        if (band.isPresent() && band.get().holds(probability)) {
            return Optional.of(Certainty.UNCERTAIN);
        }
        return Optional.of(positive() ? Certainty.POSITIVE : Certainty.NEGATIVE);
    }
}
