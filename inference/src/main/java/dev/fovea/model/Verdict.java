package dev.fovea.model;

import java.util.List;
import java.util.Optional;

/// The word a technician acts on.
public enum Verdict {
    /// No finding reached its operating point. Not the same as healthy.
    NO_SIGN,
    /// No finding reached its operating point, and yet nothing may be concluded from that: a person should read it.
    UNCERTAIN,
    /// At least one finding reached its operating point: a person should look.
    REFER;

    /// Refer as soon as one finding is positive. Else uncertain, when one lies in its band or the photograph is unlike
    /// those the model learned from: "no sign" would reassure without a reason.
    public static Verdict of(List<ClassScore> scores, Optional<Novelty> novelty) {
        if (scores.stream().anyMatch(ClassScore::positive)) {
            return REFER;
        }
        boolean unlike = novelty.filter(Novelty::unlike).isPresent();
        return unlike || scores.stream().anyMatch(ClassScore::borderline) ? UNCERTAIN : NO_SIGN;
    }
}
