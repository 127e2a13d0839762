package dev.fovea.model;

import java.util.List;

/// The word a technician acts on.
public enum Verdict {
    /// No finding reached its operating point. Not the same as healthy.
    NO_SIGN,
    /// At least one finding reached its operating point: a person should look.
    REFER;

    /// Refer as soon as one finding is positive.
    public static Verdict of(List<ClassScore> scores) {
        return scores.stream().anyMatch(ClassScore::positive) ? REFER : NO_SIGN;
    }
}
