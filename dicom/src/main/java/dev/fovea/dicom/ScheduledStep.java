package dev.fovea.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/// One scheduled procedure step, as a modality worklist says it (PS3.4 K.6.1.2). Names and texts as people read them,
/// empty ones absent.
///
/// @param study Study Instance UID
/// @param personName the patient's name as DICOM has it (VR PN)
/// @param id Scheduled Procedure Step ID
/// @param procedure the step in words; else the procedure it is of
/// @param day when it is planned, in the worklist's own time
public record ScheduledStep(
        String study,
        String patientId,
        Optional<String> patientName,
        Optional<String> personName,
        Optional<LocalDate> birthDate,
        Optional<String> sex,
        Optional<String> accession,
        Optional<String> procedure,
        Optional<String> id,
        LocalDate day,
        Optional<LocalTime> time,
        Optional<String> modality,
        Optional<String> station,
        Optional<String> physician) {
    private static final int ACCESSION = 0x00080050;
    private static final int MODALITY = 0x00080060;
    private static final int BIRTH_DATE = 0x00100030;
    private static final int SEX = 0x00100040;
    private static final int PROCEDURE_WORDS = 0x00321060;
    private static final int STATION = 0x00400001;
    private static final int START_DATE = 0x00400002;
    private static final int START_TIME = 0x00400003;
    private static final int PHYSICIAN = 0x00400006;
    private static final int STEP_WORDS = 0x00400007;
    private static final int STEP_ID = 0x00400009;
    private static final int STEPS = 0x00400100;
    private static final int PROCEDURE_ID = 0x00401001;

    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    /// What is asked for.
    ///
    /// @param until the last day
    /// @param modality of the camera, such as OP; empty for all
    /// @param station AE title of the camera; empty for all
    public record Wanted(LocalDate from, LocalDate until, String modality, String station) {}

    /// The question: what must match, and what is to be said of each match.
    public static Attributes question(Wanted wanted) {
        String from = DAY.format(wanted.from());
        String days = wanted.from().equals(wanted.until()) ? from : from + "-" + DAY.format(wanted.until());
        Attributes step = new Attributes()
                .text(MODALITY, "CS", wanted.modality())
                .text(STATION, "AE", wanted.station())
                .text(START_DATE, "DA", days)
                .text(START_TIME, "TM")
                .text(PHYSICIAN, "PN")
                .text(STEP_WORDS, "LO")
                .text(STEP_ID, "SH");
        return new Attributes()
                .text(Tag.CHARACTER_SET, "CS", Attributes.UTF_8)
                .text(ACCESSION, "SH")
                .text(Tag.PATIENT_NAME, "PN")
                .text(Tag.PATIENT_ID, "LO")
                .text(BIRTH_DATE, "DA")
                .text(SEX, "CS")
                .text(Tag.STUDY, "UI")
                .text(PROCEDURE_WORDS, "LO")
                .items(STEPS, List.of(step))
                .text(PROCEDURE_ID, "SH");
    }

    /// @param dataSet little-endian, from position to limit, not changed
    /// @throws DicomException when it cannot be read, or says no study, no patient or no day
    public static ScheduledStep read(ByteBuffer dataSet, boolean explicit) throws DicomException {
        DataSet set = DataSet.read(dataSet.slice().order(ByteOrder.LITTLE_ENDIAN), 0, explicit);
        List<DataSet> steps = set.items(STEPS);
        if (steps.size() != 1) {
            throw new DicomException(
                    "an answer must have one Scheduled Procedure Step " + Tag.text(STEPS) + ", had " + steps.size());
        }
        DataSet step = steps.getFirst();
        Optional<String> procedure = step.text(STEP_WORDS).or(() -> set.text(PROCEDURE_WORDS));
        return new ScheduledStep(
                study(set),
                set.text(Tag.PATIENT_ID)
                        .orElseThrow(
                                () -> new DicomException("Patient ID " + Tag.text(Tag.PATIENT_ID) + " is missing")),
                set.text(Tag.PATIENT_NAME).flatMap(PersonName::readable),
                set.text(Tag.PATIENT_NAME),
                set.text(BIRTH_DATE).flatMap(ScheduledStep::day),
                set.text(SEX),
                set.text(ACCESSION),
                procedure,
                step.text(STEP_ID),
                step.text(START_DATE)
                        .flatMap(ScheduledStep::day)
                        .orElseThrow(() -> new DicomException("Scheduled Procedure Step Start Date "
                                + Tag.text(START_DATE) + " must be YYYYMMDD, was \""
                                + DataSet.printable(step.text(START_DATE).orElse("")) + "\"")),
                step.text(START_TIME).flatMap(ScheduledStep::time),
                step.text(MODALITY),
                step.text(STATION),
                step.text(PHYSICIAN).flatMap(PersonName::readable));
    }

    private static String study(DataSet set) throws DicomException {
        String text = set.text(Tag.STUDY).orElse("");
        if (text.length() > 64 || !text.matches("[0-9]+(\\.[0-9]+)+")) {
            throw new DicomException("Study Instance UID " + Tag.text(Tag.STUDY)
                    + " must be 1 to 64 digits and dots, was \"" + DataSet.printable(text) + "\"");
        }
        return text;
    }

    /// Points between the parts, as in old writings, are allowed (PS3.5 6.2).
    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text.replace(".", ""), DAY));
        } catch (DateTimeException notOne) {
            return Optional.empty();
        }
    }

    /// Hours at least; what comes after the minutes is left out. Colons between the parts are of old writings.
    private static Optional<LocalTime> time(String text) {
        String digits = text.replace(":", "").replaceAll("\\..*", "");
        if (!digits.matches("([0-9]{2}){1,3}")) {
            return Optional.empty();
        }
        try {
            int hour = Integer.parseInt(digits.substring(0, 2));
            int minute = digits.length() > 2 ? Integer.parseInt(digits.substring(2, 4)) : 0;
            return Optional.of(LocalTime.of(hour, minute));
        } catch (DateTimeException notOne) {
            return Optional.empty();
        }
    }
}
