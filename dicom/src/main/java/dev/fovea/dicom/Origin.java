package dev.fovea.dicom;

import java.nio.ByteBuffer;
import java.util.Optional;

/// What an object that is made of a photograph must take over from its header, and how it names the photograph.
/// Texts are decoded; empty where the header has none.
///
/// @param series Series Instance UID; empty also when it is no UID, and then no report can refer to the photograph
/// @param timeZone Timezone Offset From UTC, which all times of the header are meant in
public record Origin(
        String sopClass,
        String sopInstance,
        Optional<String> series,
        Patient patient,
        Study study,
        Optional<String> timeZone) {
    /// Whose eye it is.
    ///
    /// @param name with its components, `FAMILY^GIVEN`
    /// @param birthDate YYYYMMDD
    /// @param sex M, F or O
    public record Patient(String name, String id, String issuer, String birthDate, String sex) {}

    /// The visit.
    ///
    /// @param uid Study Instance UID
    /// @param date YYYYMMDD
    /// @param time HHMMSS with or without a fraction
    /// @param id Study ID
    public record Study(
            String uid, String date, String time, String id, String accessionNumber, String referringPhysician) {}

    /// @throws DicomException as [Acquisition#read(ByteBuffer)] does
    public static Origin read(ByteBuffer file) throws DicomException {
        DataSet set = DicomFile.read(file).set();
        Acquisition acquisition = Acquisition.of(set);
        return new Origin(
                acquisition.sopClass(),
                acquisition.sopInstance(),
                acquisition.series().filter(Uids::valid),
                new Patient(
                        text(set, Tag.PATIENT_NAME),
                        text(set, Tag.PATIENT_ID),
                        text(set, Tag.ISSUER_OF_PATIENT_ID),
                        text(set, Tag.BIRTH_DATE),
                        text(set, Tag.SEX)),
                new Study(
                        acquisition.study(),
                        text(set, Tag.STUDY_DATE),
                        text(set, Tag.STUDY_TIME),
                        text(set, Tag.STUDY_ID),
                        text(set, Tag.ACCESSION_NUMBER),
                        text(set, Tag.REFERRING_PHYSICIAN)),
                set.text(Tag.TIME_ZONE));
    }

    private static String text(DataSet set, int tag) {
        return set.text(tag).orElse("");
    }
}
