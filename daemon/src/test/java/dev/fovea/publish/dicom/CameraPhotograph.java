package dev.fovea.publish.dicom;

import dev.fovea.dicom.Attributes;
import dev.fovea.dicom.Part10;
import dev.fovea.dicom.Tag;
import java.nio.charset.StandardCharsets;

/// A photograph as a camera sends it, with the patient and study of its header and hardly a pixel.
///
/// @param instance SOP Instance UID, which also tells one file from another
/// @param name Patient's Name, written in Latin-1
record CameraPhotograph(String study, String instance, String name, String id, String birthDate) {
    static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.77.1.5.1";
    static final String STUDY = "1.2.826.0.1.3680043.8.498.1";
    static final String SERIES = STUDY + ".5";

    static CameraPhotograph of(String instance) {
        return new CameraPhotograph(STUDY, STUDY + instance, "M\u00fcller^Eva^^", "P-7", "19600102");
    }

    CameraPhotograph named(String other) {
        return new CameraPhotograph(study, instance, other, id, birthDate);
    }

    CameraPhotograph of(String otherId, String otherBirthDate) {
        return new CameraPhotograph(study, instance, name, otherId, otherBirthDate);
    }

    CameraPhotograph in(String otherStudy) {
        return new CameraPhotograph(otherStudy, instance, name, id, birthDate);
    }

    byte[] file() {
        Attributes set = new Attributes()
                .text(Tag.CHARACTER_SET, "CS", "ISO_IR 100")
                .text(Tag.SOP_CLASS, "UI", SOP_CLASS)
                .text(Tag.SOP_INSTANCE, "UI", instance)
                .text(Tag.STUDY_DATE, "DA", "20261122")
                .text(Tag.STUDY_TIME, "TM", "0801")
                .text(Tag.ACCESSION_NUMBER, "SH", "A-9")
                .text(Tag.REFERRING_PHYSICIAN, "PN", "Referrer^R")
                .bytes(
                        Tag.PATIENT_NAME,
                        "PN",
                        (name + " ".repeat(name.length() % 2)).getBytes(StandardCharsets.ISO_8859_1))
                .text(Tag.PATIENT_ID, "LO", id)
                .text(Tag.ISSUER_OF_PATIENT_ID, "LO", "CLINIC")
                .text(Tag.BIRTH_DATE, "DA", birthDate)
                .text(Tag.SEX, "CS", "F")
                .text(Tag.STUDY, "UI", study)
                .text(Tag.SERIES, "UI", SERIES)
                .text(Tag.STUDY_ID, "SH", "S1");
        return Part10.file(SOP_CLASS, instance, "1.2.840.10008.1.2.1", set.encoded());
    }
}
