package dev.fovea.publish.dicom;

import dev.fovea.exams.Exams;
import dev.fovea.exams.Report;
import dev.fovea.model.Capture;
import dev.fovea.model.CaptureId;
import dev.fovea.model.Identity;
import dev.fovea.model.Laterality;
import dev.fovea.model.Priority;
import dev.fovea.model.Result;
import dev.fovea.publish.rest.Examined;
import dev.fovea.spool.Acceptance;
import dev.fovea.spool.Clinic;
import dev.fovea.spool.Submission;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// An exam over a real store: photographs are put in, answered by hand, and the report is made as the daemon makes it.
final class FinishedExam implements AutoCloseable {
    static final Equipment BOX = new Equipment("BOX-1", ZoneOffset.ofHours(3));

    private final Clinic clinic;
    private final Examined examined;
    private final Map<CaptureId, Capture> captures = new LinkedHashMap<>();

    private FinishedExam(Clinic clinic) {
        this.clinic = clinic;
        this.examined = Examined.over(clinic);
    }

    static FinishedExam open(Path root) {
        return new FinishedExam(Clinic.open(root));
    }

    /// A photograph that came by DICOM: its study is the exam.
    Capture take(CameraPhotograph photograph, Laterality eye, Function<Capture, Result> answer) {
        return take(photograph.file(), photograph.study(), Optional.of(photograph.id()), eye, answer);
    }

    Capture take(
            byte[] bytes, String exam, Optional<String> patient, Laterality eye, Function<Capture, Result> answer) {
        Submission submission = new Submission(
                new Identity(exam, patient, eye, "camera 1", Optional.of("Ana")),
                "fundus4",
                Priority.LIVE,
                Optional.empty(),
                Optional.empty());
        if (!(clinic.send(bytes, submission) instanceof Acceptance.Accepted(Capture capture))) {
            throw new AssertionError("the photograph was not accepted");
        }
        captures.put(capture.id(), capture);
        clinic.results().finish(answer.apply(capture));
        return capture;
    }

    Exams exams() {
        return examined.exams();
    }

    Report finish(String exam) {
        return exams().finish(exam, "Tina", Optional.of("asked for by Dr. Obi")).report();
    }

    DicomObject object(Report report, Kind kind) {
        return objects(new Paper()).of(kind).of(report);
    }

    DicomObjects objects(Rendering rendering) {
        return new DicomObjects(BOX, id -> clinic.spool().original(capture(id)), rendering, exams()::whole);
    }

    private Capture capture(CaptureId id) {
        Capture capture = captures.get(id);
        if (capture == null) {
            throw new AssertionError("nobody took photograph " + id);
        }
        return capture;
    }

    @Override
    public void close() {
        examined.close();
        clinic.close();
    }
}
