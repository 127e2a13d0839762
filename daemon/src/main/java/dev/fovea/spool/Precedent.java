package dev.fovea.spool;

import dev.fovea.model.Capture;
import dev.fovea.model.Sha256;
import dev.fovea.spool.Acceptance.Conflict;
import dev.fovea.spool.Acceptance.Duplicate;
import java.util.Optional;

/// What was taken before that bears on a submission. Deciding is pure.
///
/// @param byKey the capture that has the same idempotency key
/// @param byContent the capture of the same bytes for the same exam and task
/// @param ofExam a capture of the same exam whose patient is known
record Precedent(Optional<Capture> byKey, Optional<Capture> byContent, Optional<Capture> ofExam) {

    /// @return empty when nothing was: it is new
    Optional<Acceptance> decide(Submission submission, Sha256 content) {
        if (byKey.isPresent()) {
            return Optional.of(sameAct(byKey.get(), submission, content));
        }
        if (ofExam.isPresent() && isAnotherPatient(ofExam.get(), submission)) {
            return Optional.of(new Conflict(
                    ofExam.get(),
                    "exam \"" + submission.identity().exam() + "\" belongs to another patient than the one given"));
        }
        return byContent.map(Duplicate::new);
    }

    /// A key names one act of one sender. The exam is not compared: it may have been made up for the first request.
    private static Acceptance sameAct(Capture first, Submission submission, Sha256 content) {
        String differs = !first.content().equals(content)
                ? "other bytes"
                : !first.task().equals(submission.task())
                        ? "another task"
                        : !first.identity()
                                        .patient()
                                        .equals(submission.identity().patient())
                                ? "another patient"
                                : first.identity().laterality()
                                                != submission.identity().laterality()
                                        ? "another eye"
                                        : "";
        return differs.isEmpty()
                ? new Duplicate(first)
                : new Conflict(first, "the Idempotency-Key was used before for " + differs);
    }

    private static boolean isAnotherPatient(Capture other, Submission submission) {
        Optional<String> given = submission.identity().patient();
        return given.isPresent() && !given.equals(other.identity().patient());
    }
}
