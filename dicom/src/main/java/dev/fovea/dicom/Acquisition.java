package dev.fovea.dicom;

import dev.fovea.model.Laterality;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a DICOM header says about a photograph: whose eye, which study, which camera. Texts as written, trimmed.
///
/// @param study Study Instance UID
/// @param laterality unknown when nobody says, when both eyes are named, and when two attributes contradict
/// @param contradiction which attributes name different eyes, in a sentence; empty when none do
/// @param field what of the eye was photographed, in the words of its Anatomic Region
/// @param fieldDegrees Horizontal Field of View, degrees
public record Acquisition(
        String sopClass,
        String sopInstance,
        String study,
        Optional<String> series,
        Optional<String> patientId,
        Optional<String> patientName,
        Laterality laterality,
        Optional<String> contradiction,
        Optional<String> field,
        Optional<String> fieldDegrees,
        Optional<String> acquiredAt,
        Optional<String> manufacturer,
        Optional<String> model,
        Optional<String> station,
        Optional<String> serial,
        Optional<String> operator) {
    /// Right and left, in SNOMED's numbers and in its older codes (CID 244).
    private static final Set<String> RIGHT_CODES = Set.of("24028007", "G-A100");

    private static final Set<String> LEFT_CODES = Set.of("7771000", "G-A101");

    /// @throws DicomException when the file cannot be read, or has no Study, SOP Class or SOP Instance UID
    public static Acquisition read(ByteBuffer file) throws DicomException {
        return of(DicomFile.read(file).set());
    }

    static Acquisition of(DataSet set) throws DicomException {
        Eyes eyes = new Eyes();
        set.text(Tag.IMAGE_LATERALITY).ifPresent(letter -> eyes.letter("Image Laterality", letter));
        set.text(Tag.LATERALITY).ifPresent(letter -> eyes.letter("Laterality", letter));
        for (DataSet group : set.items(Tag.SHARED_GROUPS)) {
            for (DataSet anatomy : group.items(Tag.FRAME_ANATOMY)) {
                anatomy.text(Tag.FRAME_LATERALITY).ifPresent(letter -> eyes.letter("Frame Laterality", letter));
            }
        }
        List<DataSet> regions = set.items(Tag.ANATOMIC_REGION);
        for (DataSet region : regions) {
            for (DataSet modifier : region.items(Tag.ANATOMIC_REGION_MODIFIER)) {
                modifier.text(Tag.CODE_VALUE).ifPresent(code -> eyes.code("Anatomic Region Modifier", code));
            }
        }
        return new Acquisition(
                uid(set, Tag.SOP_CLASS, "SOP Class UID"),
                uid(set, Tag.SOP_INSTANCE, "SOP Instance UID"),
                uid(set, Tag.STUDY, "Study Instance UID"),
                set.text(Tag.SERIES),
                set.text(Tag.PATIENT_ID),
                set.text(Tag.PATIENT_NAME),
                eyes.laterality(),
                eyes.contradiction(),
                regions.stream().findFirst().flatMap(region -> region.text(Tag.CODE_MEANING)),
                set.text(Tag.HORIZONTAL_FIELD),
                set.text(Tag.ACQUISITION_DATE_TIME),
                set.text(Tag.MANUFACTURER),
                set.text(Tag.MODEL_NAME),
                set.text(Tag.STATION_NAME),
                set.text(Tag.DEVICE_SERIAL),
                set.text(Tag.OPERATORS_NAME));
    }

    private static String uid(DataSet set, int tag, String name) throws DicomException {
        String text = set.text(tag).orElse("");
        if (text.isEmpty() || text.length() > 64 || !text.matches("[0-9.]+")) {
            throw new DicomException(name + " " + Tag.text(tag) + " must be 1 to 64 digits and dots, was \""
                    + DataSet.printable(text) + "\"");
        }
        return text;
    }

    /// What the attributes say about the eye, side by side.
    private static final class Eyes {
        private final Set<Laterality> named = EnumSet.noneOf(Laterality.class);
        private final StringBuilder said = new StringBuilder();

        /// `B` is both, which names neither.
        void letter(String attribute, String letter) {
            switch (letter) {
                case "R" -> add(attribute, Laterality.RIGHT);
                case "L" -> add(attribute, Laterality.LEFT);
                default -> {}
            }
        }

        void code(String attribute, String code) {
            if (RIGHT_CODES.contains(code)) {
                add(attribute, Laterality.RIGHT);
            } else if (LEFT_CODES.contains(code)) {
                add(attribute, Laterality.LEFT);
            }
        }

        private void add(String attribute, Laterality eye) {
            named.add(eye);
            said.append(said.isEmpty() ? "" : ", ")
                    .append(attribute)
                    .append(" says ")
                    .append(eye.code());
        }

        Laterality laterality() {
            return named.size() == 1 ? named.iterator().next() : Laterality.UNKNOWN;
        }

        Optional<String> contradiction() {
            return named.size() > 1 ? Optional.of(said.toString()) : Optional.empty();
        }
    }
}
