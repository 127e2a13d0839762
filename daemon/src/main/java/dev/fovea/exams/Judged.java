package dev.fovea.exams;

import dev.fovea.model.CaptureId;
import dev.fovea.model.Laterality;
import dev.fovea.results.CaptureView;
import dev.fovea.results.ExamView;
import java.util.Optional;

/// Which photograph a person's reading is of. Pure.
final class Judged {
    private Judged() {}

    /// The one they say they looked at: meanwhile another may have become the eye's decisive one, which they never
    /// saw.
    ///
    /// @throws IllegalArgumentException when that is no photograph of that eye
    /// @throws IllegalStateException when the eye has none, or it has no answer that could be judged
    static CaptureId of(ExamView exam, Laterality eye, Optional<CaptureId> named) {
        CaptureView judged = named.map(id -> named(exam, eye, id)).orElseGet(() -> decisive(exam, eye));
        CaptureId id = judged.capture().id();
        if (judged.result().isEmpty()) {
            throw new IllegalStateException("photograph " + id + " has no answer yet that could be judged");
        }
        return id;
    }

    private static CaptureView named(ExamView exam, Laterality eye, CaptureId id) {
        return exam.captures().stream()
                .filter(view -> view.capture().id().equals(id))
                .filter(view -> view.capture().identity().laterality() == eye)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("capture must be a photograph of that eye in exam \""
                        + exam.exam() + "\", was \"" + id + "\""));
    }

    private static CaptureView decisive(ExamView exam, Laterality eye) {
        return exam.outcome().eyes().stream()
                .filter(one -> one.laterality() == eye)
                .flatMap(one -> one.decisive().stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("exam \"" + exam.exam()
                        + "\" has no photograph of that eye to be read, laterality was \"" + eye.code() + "\""));
    }
}
