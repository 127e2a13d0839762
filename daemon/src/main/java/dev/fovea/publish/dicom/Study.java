package dev.fovea.publish.dicom;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.dicom.DicomException;
import dev.fovea.dicom.Origin;
import dev.fovea.dicom.Uids;
import dev.fovea.exams.FrozenExam;
import dev.fovea.model.CaptureId;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// Where an exam's objects belong: patient and study of its photographs, and those photographs themselves. Taken
/// from the headers of what came by DICOM; what came otherwise has the patient and the exam it was sent with.
///
/// @param photographs by the capture's id, the newest first; only those that an object can refer to
/// @param timeZone Timezone Offset From UTC as the headers give it
record Study(
        Origin.Patient patient,
        Origin.Study study,
        Map<String, Origin> photographs,
        ZoneId zone,
        Optional<String> timeZone) {
    static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");
    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss.SSS");

    /// No root that anybody was given makes shorter ones, and the numbers that people give exams are shorter.
    private static final int UID_LENGTH_MIN = 16;

    private static final String DICOM = "application/dicom";
    private static final String DATE_FORM = "[0-9]{8}";
    private static final String TIME_FORM = "[0-9]{2}([0-9]{2}([0-9]{2}([.][0-9]{1,6})?)?)?";
    private static final String OFFSET_FORM = "[+-](0[0-9]|1[0-4])[0-5][0-9]";

    /// @throws UnfitReportException when the photographs are not of one patient and one study
    static Study of(FrozenExam frozen, Originals originals, ZoneId box) {
        Map<String, Origin> origins = origins(frozen, originals);
        Optional<String> timeZone = latest(origins.values(), Origin::timeZone, OFFSET_FORM);
        ZoneId zone = timeZone.<ZoneId>map(ZoneOffset::of).orElse(box);
        Origin.Patient patient = patient(frozen, origins.values());
        Origin.Study study = study(frozen, origins.values(), zone);
        Map<String, Origin> photographs = new LinkedHashMap<>(origins);
        photographs.values().removeIf(origin -> origin.series().isEmpty());
        return new Study(patient, study, photographs, zone, timeZone);
    }

    private static Map<String, Origin> origins(FrozenExam frozen, Originals originals) {
        Map<String, Origin> origins = new LinkedHashMap<>();
        for (JsonNode capture : frozen.captures()) {
            if (!capture.path("mediaType").asText().equals(DICOM)) {
                continue;
            }
            String id = capture.path("id").asText();
            try {
                origins.put(id, Origin.read(originals.of(parsed(id))));
            } catch (DicomException e) {
                throw new UnfitReportException("the header of photograph " + id + " cannot be read: " + e.reason());
            }
        }
        return origins;
    }

    private static CaptureId parsed(String id) {
        return CaptureId.parse(id)
                .orElseThrow(() -> new UnfitReportException(
                        "the report names a photograph \"" + id + "\", which is no id of one"));
    }

    private static Origin.Patient patient(FrozenExam frozen, Collection<Origin> origins) {
        Stream<String> given =
                frozen.captures().stream().flatMap(capture -> FrozenExam.text(capture, "patient").stream());
        List<Origin.Patient> patients = origins.stream().map(Origin::patient).toList();
        String id = one(frozen, "Patient ID", Stream.concat(patients.stream().map(Origin.Patient::id), given));
        if (!Texts.fits(id, Texts.LONG_MAX)) {
            throw new UnfitReportException("the patient \"" + id + "\" is no Patient ID: one has at most "
                    + Texts.LONG_MAX + " characters and no backslash");
        }
        if (origins.isEmpty()) {
            return ordered(frozen, id);
        }
        return new Origin.Patient(
                one(frozen, "Patient's Name", patients.stream().map(Study::name)),
                id,
                one(frozen, "Issuer of Patient ID", patients.stream().map(Origin.Patient::issuer)),
                one(frozen, "Patient's Birth Date", patients.stream().map(one -> formed(one.birthDate(), DATE_FORM))),
                one(frozen, "Patient's Sex", patients.stream().map(one -> formed(one.sex(), "[MFO]"))));
    }

    /// Whoever was photographed without DICOM is who stands on the worklist, where the exam stands there.
    private static Origin.Patient ordered(FrozenExam frozen, String id) {
        JsonNode order = frozen.order();
        String name = FrozenExam.text(order, "personName")
                .filter(text -> Texts.fits(text, Texts.PERSON_NAME_MAX))
                .or(() -> FrozenExam.text(order, "name").map(Texts::personName))
                .orElse("");
        String born = FrozenExam.text(order, "birthDate").orElse("").replace("-", "");
        return new Origin.Patient(
                name,
                id,
                "",
                formed(born, DATE_FORM),
                FrozenExam.text(order, "sex").orElse(""));
    }

    /// Separators at the end may be left out (PS3.5 6.2).
    private static String name(Origin.Patient patient) {
        return patient.name().replaceAll("[\\^\\s]+(=|$)", "$1").replaceAll("=+$", "");
    }

    private static Origin.Study study(FrozenExam frozen, Collection<Origin> origins, ZoneId zone) {
        List<Origin.Study> studies = origins.stream().map(Origin::study).toList();
        String uid = one(frozen, "Study Instance UID", studies.stream().map(Origin.Study::uid));
        if (uid.isEmpty()) {
            return arrived(frozen, zone);
        }
        return new Origin.Study(
                uid,
                oldest(studies, study -> formed(study.date(), DATE_FORM)),
                oldest(studies, study -> formed(study.time(), TIME_FORM)),
                oldest(studies, Origin.Study::id),
                oldest(studies, Origin.Study::accessionNumber),
                oldest(studies, Origin.Study::referringPhysician));
    }

    /// The study of an exam of which nothing came by DICOM. Where it is no UID already, one is made of the exam, the
    /// patient and the oldest photograph: another box may have given the same name to another patient's exam.
    private static Origin.Study arrived(FrozenExam frozen, ZoneId zone) {
        String exam = frozen.report().name();
        List<JsonNode> captures = frozen.captures();
        if (captures.isEmpty()) {
            throw new UnfitReportException("the report of exam \"" + exam + "\" has no photograph");
        }
        JsonNode oldest = captures.getLast();
        JsonNode order = frozen.order();
        String uid = Uids.valid(exam) && (order.isObject() || exam.length() >= UID_LENGTH_MIN)
                ? exam
                : Uids.named("study\n" + exam + "\n"
                        + frozen.patient().orElse("") + "\n"
                        + oldest.path("id").asText());
        ZonedDateTime begun = Instant.parse(oldest.path("arrivedAt").asText()).atZone(zone);
        String accession = FrozenExam.text(order, "accession")
                .filter(text -> Texts.fits(text, Texts.SHORT_MAX))
                .orElse("");
        return new Origin.Study(uid, DATE.format(begun), TIME.format(begun), "", accession, "");
    }

    /// The one value that all agree on who have one; empty when nobody has.
    private static String one(FrozenExam frozen, String attribute, Stream<String> values) {
        Set<String> distinct =
                new LinkedHashSet<>(values.filter(value -> !value.isEmpty()).toList());
        if (distinct.size() > 1) {
            throw new UnfitReportException(
                    "the photographs of exam \"" + frozen.report().name()
                            + "\" are not of one patient's study: " + attribute + " is \""
                            + String.join("\" and \"", distinct) + "\"");
        }
        return distinct.stream().findFirst().orElse("");
    }

    private static String formed(String text, String form) {
        return text.matches(form) ? text : "";
    }

    private static Optional<String> latest(
            Collection<Origin> origins, Function<Origin, Optional<String>> part, String form) {
        return origins.stream()
                .flatMap(one -> part.apply(one).stream())
                .filter(text -> text.matches(form))
                .findFirst();
    }

    private static String oldest(List<Origin.Study> newestFirst, Function<Origin.Study, String> part) {
        return new ArrayList<>(newestFirst)
                .reversed().stream()
                        .map(part)
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse("");
    }
}
