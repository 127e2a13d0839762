package dev.fovea.ingest.dicom;

import dev.fovea.dicom.Acquisition;
import dev.fovea.dicom.DicomException;
import dev.fovea.dicom.DicomUnwrapper;
import dev.fovea.http.Refusal;
import dev.fovea.ingest.upload.Inscription;
import dev.fovea.model.Identity;
import dev.fovea.model.Laterality;
import dev.fovea.spool.Staged;
import dev.fovea.spool.Submission;
import io.helidon.http.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;

/// What stands in a DICOM file about whose eye it shows, and what an uploader says beside it: where both speak,
/// they must agree.
public final class Inscribed implements Inscription {
    private static final System.Logger LOG = System.getLogger(Inscribed.class.getName());

    @Override
    public Submission read(Staged staged, Submission said, Set<String> given) {
        try {
            ByteBuffer file = FrontDesk.map(staged);
            Acquisition acquisition = Acquisition.read(file);
            DicomUnwrapper.gradable(file);
            Identity written = identity(acquisition, said.identity().source());
            return new Submission(
                    agreed(written, acquisition.contradiction(), said.identity(), given),
                    said.task(),
                    said.priority(),
                    said.idempotencyKey().or(() -> Optional.of(key(acquisition))),
                    said.fileName().or(() -> Optional.of(acquisition.sopInstance() + ".dcm")));
        } catch (DicomException e) {
            throw Refusal.of(Status.UNSUPPORTED_MEDIA_TYPE_415, "the DICOM file is not taken: " + e.reason());
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("the DICOM file is not taken: " + e.getMessage());
        } catch (IOException e) {
            throw Refusal.of(Status.INTERNAL_SERVER_ERROR_500, "the received file cannot be read: " + e.getMessage());
        }
    }

    /// The exam is the study: a study is what was ordered for one visit of one patient.
    static Identity identity(Acquisition acquisition, String source) {
        acquisition
                .contradiction()
                .ifPresent(said -> LOG.log(
                        System.Logger.Level.WARNING,
                        "object {0} does not say which eye it is: {1}",
                        acquisition.sopInstance(),
                        said));
        return new Identity(
                acquisition.study(),
                acquisition.patientId(),
                acquisition.laterality(),
                source.isBlank() ? "dicom" : source,
                acquisition.operator());
    }

    /// The same object is one act, however often and by whichever way it is sent.
    static String key(Acquisition acquisition) {
        return "dicom:" + acquisition.sopInstance();
    }

    private static Identity agreed(Identity written, Optional<String> contradiction, Identity said, Set<String> given) {
        if (given.contains("exam")) {
            mustAgree("exam", "Study Instance UID", said.exam(), Optional.of(written.exam()));
        }
        said.patient().ifPresent(patient -> mustAgree("patient", "Patient ID", patient, written.patient()));
        said.operator().ifPresent(operator -> mustAgree("operator", "Operators' Name", operator, written.operator()));
        Laterality eye = written.laterality();
        if (said.laterality() != Laterality.UNKNOWN) {
            contradiction.ifPresent(both -> {
                throw Refusal.badRequest("laterality is given, and the DICOM file contradicts itself: " + both);
            });
            mustAgree(
                    "laterality",
                    "laterality",
                    said.laterality().code(),
                    eye == Laterality.UNKNOWN ? Optional.empty() : Optional.of(eye.code()));
            eye = said.laterality();
        }
        return new Identity(
                written.exam(),
                written.patient().or(said::patient),
                eye,
                written.source(),
                written.operator().or(said::operator));
    }

    private static void mustAgree(String field, String attribute, String said, Optional<String> written) {
        if (written.isPresent() && !written.get().equals(said)) {
            throw Refusal.badRequest(field + " is given as \"" + said + "\", and the DICOM file's " + attribute
                    + " is \"" + written.get() + "\"");
        }
    }
}
