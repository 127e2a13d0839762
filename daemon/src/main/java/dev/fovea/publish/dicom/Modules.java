package dev.fovea.publish.dicom;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.dicom.Attributes;
import dev.fovea.dicom.Origin;
import dev.fovea.dicom.Tag;
import dev.fovea.dicom.TransferSyntax;
import dev.fovea.dicom.Uids;
import dev.fovea.dicom.net.StoreClient.Encoding;
import dev.fovea.exams.FrozenExam;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.function.Supplier;

/// What every object has, whatever its kind: patient, study, a series of its own, the box, the object's name
/// (PS3.3 C.7.1.1, C.7.2.1, C.7.3.1, C.7.5.1, C.7.5.2, C.12.1). Pure.
record Modules(FrozenExam frozen, Study study, Equipment equipment, Kind kind) {
    /// Without whose words nobody should read an answer.
    static final String AID =
            "Fovea is a screening aid. It does not diagnose and is not a cleared medical device; a clinician decides.";

    /// A data set with what all kinds have.
    Attributes begin() {
        Attributes set = new Attributes()
                .text(Tag.CHARACTER_SET, "CS", Attributes.UTF_8)
                .text(Tag.SOP_CLASS, "UI", kind.sopClass())
                .text(Tag.SOP_INSTANCE, "UI", instance())
                .text(Tag.MANUFACTURER, "LO", Equipment.MANUFACTURER)
                .text(Tag.MODEL_NAME, "LO", Equipment.MANUFACTURER)
                .text(Tag.DEVICE_SERIAL, "LO", equipment.serial())
                .text(Tags.SOFTWARE_VERSIONS, "LO", versions())
                .text(Tags.MODALITY, "CS", kind.modality())
                .text(Tags.SERIES_DESCRIPTION, "LO", kind.description())
                .text(Tag.SERIES, "UI", series())
                .text(Tags.SERIES_NUMBER, "IS", Integer.toString(kind.seriesNumber()))
                .text(
                        Tags.INSTANCE_NUMBER,
                        "IS",
                        Integer.toString(frozen.report().edition()));
        study.timeZone().ifPresent(offset -> set.text(Tag.TIME_ZONE, "SH", offset));
        patientAndStudy(set);
        dates(set);
        return set;
    }

    DicomObject end(List<Encoding> encodings) {
        return new DicomObject(kind.sopClass(), instance(), encodings);
    }

    /// As whoever takes any objects takes them.
    ///
    /// @param set made when it is sent
    static List<Encoding> plain(Supplier<Attributes> set) {
        return List.of(
                new Encoding(
                        TransferSyntax.EXPLICIT_LITTLE.uid(), () -> set.get().encoded()),
                new Encoding(
                        TransferSyntax.IMPLICIT_LITTLE.uid(), () -> set.get().encodedImplicitly()));
    }

    /// Series Instance UID.
    String series() {
        return uid("series " + kind.word());
    }

    /// SOP Instance UID.
    String instance() {
        return uid("object " + kind.word());
    }

    /// The UID of a part of what this report becomes: the same each time, and another for any other report.
    String uid(String part) {
        return Uids.named(frozen.fingerprint() + "\n" + part);
    }

    /// Those of the models that answered: the same for the same report, whichever version sends it.
    private String[] versions() {
        String[] models = frozen.captures().stream()
                .map(capture -> capture.path("result").path("model"))
                .filter(JsonNode::isObject)
                .map(model -> model.path("name").asText() + " "
                        + model.path("version").asText())
                .distinct()
                .sorted()
                .map(name -> Texts.cut(name, Texts.LONG_MAX))
                .toArray(String[]::new);
        return models.length == 0 ? new String[] {"no model answered"} : models;
    }

    private void patientAndStudy(Attributes set) {
        Origin.Patient patient = study.patient();
        set.text(Tag.PATIENT_NAME, "PN", patient.name())
                .text(Tag.PATIENT_ID, "LO", patient.id())
                .text(Tag.BIRTH_DATE, "DA", patient.birthDate())
                .text(Tag.SEX, "CS", patient.sex());
        if (!patient.issuer().isEmpty()) {
            set.text(Tag.ISSUER_OF_PATIENT_ID, "LO", patient.issuer());
        }
        Origin.Study visit = study.study();
        set.text(Tag.STUDY, "UI", visit.uid())
                .text(Tag.STUDY_DATE, "DA", visit.date())
                .text(Tag.STUDY_TIME, "TM", visit.time())
                .text(Tag.STUDY_ID, "SH", visit.id())
                .text(Tag.ACCESSION_NUMBER, "SH", visit.accessionNumber())
                .text(Tag.REFERRING_PHYSICIAN, "PN", visit.referringPhysician());
    }

    private void dates(Attributes set) {
        ZonedDateTime made = frozen.report().madeAt().atZone(study.zone());
        set.text(Tags.CONTENT_DATE, "DA", Study.DATE.format(made))
                .text(Tags.CONTENT_TIME, "TM", Study.TIME.format(made));
    }
}
