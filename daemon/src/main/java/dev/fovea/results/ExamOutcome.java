package dev.fovea.results;

import dev.fovea.model.Laterality;
import dev.fovea.model.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the captures of one exam say together. Pure.
///
/// The rules:
/// - *retake*: for one eye and one task the newest photograph that could be graded counts; newer ones that could
///   not be graded do not take it back, and older ones are history;
/// - *unknown eye*: nobody knows which eye it replaces, so a newer one never takes back a referral or
///   an uncertain one;
/// - *uncertain* withholds an answer, so it takes back a "no sign" but never a referral, and it stands until an answer
///   replaces it;
/// - *worst eye*: the exam is as bad as its worst eye, over all tasks;
/// - *missing eye*: the right and the left eye are always listed, so an exam with one eye is never "no sign".
///
/// @param status the worst of the eyes
/// @param eyes right, left, then unknown if there is one
public record ExamOutcome(Status status, List<Eye> eyes) {
    /// Worst first: the order in which one eye's status wins over another's. Uncertain comes right after refer, because
    /// both ask for a person who reads the photographs, and no retake, retry or second eye makes that unnecessary.
    public enum Status {
        /// A finding reached its operating point: a person should look.
        REFER,
        /// The model is not sure, or does not know such photographs: a person should read it.
        UNCERTAIN,
        /// We failed on every photograph of it: see the dead letter.
        FAILED,
        /// No photograph of it could be graded: take it again.
        UNGRADABLE,
        /// An answer is on its way.
        WAITING,
        /// There is no photograph of it.
        MISSING,
        /// No finding reached its operating point. Not the same as healthy.
        NO_SIGN
    }

    /// One eye.
    ///
    /// @param laterality which
    /// @param status what is known of it
    /// @param decisive the capture that decided the status; absent exactly when the eye is missing
    public record Eye(Laterality laterality, Status status, Optional<CaptureView> decisive) {}

    public ExamOutcome {
        eyes = List.copyOf(eyes);
    }

    /// @param newestFirst all captures of one exam
    public static ExamOutcome of(List<CaptureView> newestFirst) {
        List<Eye> eyes = new ArrayList<>();
        for (Laterality laterality : Laterality.values()) {
            List<CaptureView> captures = newestFirst.stream()
                    .filter(view -> view.capture().identity().laterality() == laterality)
                    .toList();
            if (!captures.isEmpty()) {
                eyes.add(eye(laterality, captures));
            } else if (laterality != Laterality.UNKNOWN) {
                eyes.add(new Eye(laterality, Status.MISSING, Optional.empty()));
            }
        }
        Status worst =
                eyes.stream().map(Eye::status).min(Comparator.naturalOrder()).orElseThrow();
        return new ExamOutcome(worst, eyes);
    }

    private static Eye eye(Laterality laterality, List<CaptureView> captures) {
        Map<String, List<CaptureView>> tasks = new LinkedHashMap<>();
        for (CaptureView view : captures) {
            tasks.computeIfAbsent(view.capture().task(), _ -> new ArrayList<>()).add(view);
        }
        return tasks.values().stream()
                .map(same -> decide(laterality, same))
                .min(Comparator.comparing(Eye::status))
                .orElseThrow();
    }

    /// One eye by one task.
    private static Eye decide(Laterality laterality, List<CaptureView> newestFirst) {
        CaptureView newest = newestFirst.getFirst();
        CaptureView counts = counting(laterality, newestFirst).orElse(newest);
        // A retake on its way may still change a "no sign"; whatever asks for a person stands until it is replaced.
        boolean retaking = status(counts) == Status.NO_SIGN && status(newest) == Status.WAITING;
        CaptureView decisive = retaking ? newest : counts;
        return new Eye(laterality, status(decisive), Optional.of(decisive));
    }

    /// The photograph that counts among those that could be graded.
    private static Optional<CaptureView> counting(Laterality laterality, List<CaptureView> newestFirst) {
        List<CaptureView> graded =
                newestFirst.stream().filter(view -> isGraded(status(view))).toList();
        if (laterality == Laterality.UNKNOWN) {
            // The first of the worst, which is the newest of them.
            return graded.stream().min(Comparator.comparing(ExamOutcome::status));
        }
        Optional<CaptureView> answered =
                graded.stream().filter(view -> status(view) != Status.UNCERTAIN).findFirst();
        boolean referred = answered.filter(view -> status(view) == Status.REFER).isPresent();
        return referred ? answered : graded.stream().findFirst();
    }

    private static boolean isGraded(Status status) {
        return status == Status.REFER || status == Status.UNCERTAIN || status == Status.NO_SIGN;
    }

    private static Status status(CaptureView view) {
        if (view.result().isEmpty()) {
            return Status.WAITING;
        }
        return switch (view.result().get().outcome()) {
            case Outcome.Findings findings ->
                switch (findings.verdict()) {
                    case REFER -> Status.REFER;
                    case UNCERTAIN -> Status.UNCERTAIN;
                    case NO_SIGN -> Status.NO_SIGN;
                };
            case Outcome.Ungradable _ -> Status.UNGRADABLE;
            case Outcome.Failed _ -> Status.FAILED;
        };
    }
}
