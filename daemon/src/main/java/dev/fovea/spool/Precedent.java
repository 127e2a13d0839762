package dev.fovea.spool;

import dev.fovea.model.Capture;
import dev.fovea.model.Identity;
import dev.fovea.model.Laterality;
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
        if (ofExam.isPresent() && isAnotherPatient(ofExam.get(), submission.identity())) {
            return Optional.of(new Conflict(
                    ofExam.get(),
                    "exam \"" + submission.identity().exam() + "\" belongs to another patient than the one given"));
        }
        return byContent.map(first -> sameBytes(first, submission.identity()));
    }

    /// Whether a photograph found on the shelves may have its row. It was never acknowledged, or its row was lost:
    /// an exam that is another patient's by now stays so.
    boolean admits(Identity identity) {
        return byKey.isEmpty()
                && byContent.isEmpty()
                && ofExam.filter(other -> isAnotherPatient(other, identity)).isEmpty();
    }

    /// Whoever names an eye must not get the answer to the other one. Who names none asks for what is there.
    private static Acceptance sameBytes(Capture first, Identity given) {
        boolean anotherEye = given.laterality() != Laterality.UNKNOWN
                && given.laterality() != first.identity().laterality();
        boolean anotherPatient = given.patient().isPresent()
                && first.identity().patient().isPresent()
                && !given.patient().equals(first.identity().patient());
        if (!anotherEye && !anotherPatient) {
            return new Duplicate(first);
        }
        return new Conflict(
                first,
                "exam \"" + given.exam() + "\" has this photograph already, as another "
                        + (anotherEye ? "eye" : "patient's"));
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

    static boolean isAnotherPatient(Capture other, Identity identity) {
        Optional<String> given = identity.patient();
        return given.isPresent() && !given.equals(other.identity().patient());
    }
}
