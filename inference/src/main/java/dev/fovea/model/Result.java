package dev.fovea.model;

import java.time.Instant;
import java.util.Optional;

/// The answer to one capture, with everything that led to it. Written once, never changed.
///
/// @param capture which capture
/// @param content the SHA-256 under which the decoded bytes lie in the spool
/// @param outcome what became of it
/// @param quality what was measured, when it could be decoded
/// @param model which network answered, when one did
/// @param times per stage
/// @param answeredAt UTC
public record Result(
        CaptureId capture,
        Sha256 content,
        Outcome outcome,
        Optional<Quality> quality,
        Optional<ModelStamp> model,
        StageTimes times,
        Instant answeredAt) {
    /// Whether the optic disc says that this is the other eye than the one the photograph was handed in as. What
    /// could not be graded is not held to it: glare, or half a field, passes for a disc.
    public boolean otherEye(Laterality given) {
        return !(outcome instanceof Outcome.Ungradable)
                && quality.filter(figures -> figures.contradicts(given)).isPresent();
    }
}
