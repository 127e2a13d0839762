package dev.fovea.results;

import dev.fovea.model.CaptureId;
import dev.fovea.model.Laterality;
import java.time.Instant;
import java.util.Optional;

/// Which captures to list. An absent filter lets everything pass.
///
/// @param exam exactly this exam
/// @param patient exactly this patient
/// @param task exactly this task
/// @param state where they stand
/// @param outcome what became of them
/// @param laterality which eye
/// @param since accepted at or after
/// @param until accepted before
/// @param before only what was accepted before this capture: the cursor of the next page
/// @param limit how many at most, 1 to 500
public record CaptureQuery(
        Optional<String> exam,
        Optional<String> patient,
        Optional<String> task,
        Optional<State> state,
        Optional<OutcomeKind> outcome,
        Optional<Laterality> laterality,
        Optional<Instant> since,
        Optional<Instant> until,
        Optional<CaptureId> before,
        int limit) {
    /// The longest page, captures.
    public static final int LIMIT_MAX = 500;

    public CaptureQuery {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new IllegalArgumentException("limit must be 1 to " + LIMIT_MAX + ", was " + limit);
        }
    }

    /// The newest of all.
    public static CaptureQuery newest(int limit) {
        return new CaptureQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                limit);
    }

    /// The same query, the page after that capture.
    public CaptureQuery before(CaptureId cursor) {
        return new CaptureQuery(
                exam, patient, task, state, outcome, laterality, since, until, Optional.of(cursor), limit);
    }
}
