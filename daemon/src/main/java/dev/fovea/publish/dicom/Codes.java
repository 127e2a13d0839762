package dev.fovea.publish.dicom;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// The concepts of the structured reports: those of PS3.16 and SNOMED CT where they have one, else ours.
final class Codes {
    static final Code ENGLISH = new Code("en", "RFC5646", "English");
    static final Code REPORT = Code.dcm("126000", "Imaging Measurement Report");
    static final Code LANGUAGE = Code.dcm("121049", "Language of Content Item and Descendants");
    static final Code OBSERVER_TYPE = Code.dcm("121005", "Observer Type");
    static final Code PERSON = Code.dcm("121006", "Person");
    static final Code DEVICE = Code.dcm("121007", "Device");
    static final Code PERSON_NAME = Code.dcm("121008", "Person Observer Name");
    static final Code DEVICE_UID = Code.dcm("121012", "Device Observer UID");
    static final Code DEVICE_NAME = Code.dcm("121013", "Device Observer Name");
    static final Code DEVICE_MANUFACTURER = Code.dcm("121014", "Device Observer Manufacturer");
    static final Code DEVICE_MODEL = Code.dcm("121015", "Device Observer Model Name");
    static final Code DEVICE_SERIAL = Code.dcm("121016", "Device Observer Serial Number");
    static final Code STUDY_UID = Code.dcm("121018", "Procedure Study Instance UID");
    static final Code PROCEDURE = Code.dcm("121058", "Procedure reported");
    static final Code IMAGING = Code.sct("363679005", "Imaging procedure");
    static final Code LIBRARY = Code.dcm("111028", "Image Library");
    static final Code LIBRARY_GROUP = Code.dcm("126200", "Image Library Group");
    static final Code MEASUREMENTS = Code.dcm("126010", "Imaging Measurements");
    static final Code GROUP = Code.dcm("125007", "Measurement Group");
    static final Code EVALUATIONS = new Code("C0034375", "UMLS", "Qualitative Evaluations");
    static final Code TRACKING = Code.dcm("112039", "Tracking Identifier");
    static final Code TRACKING_UID = Code.dcm("112040", "Tracking Unique Identifier");
    static final Code SITE = Code.sct("363698007", "Finding Site");
    static final Code LATERALITY = Code.sct("272741003", "Laterality");
    static final Code RIGHT = Code.sct("24028007", "Right");
    static final Code LEFT = Code.sct("7771000", "Left");
    static final Code RETINA = Code.sct("5665001", "Retina");
    static final Code ALGORITHM_NAME = Code.dcm("111001", "Algorithm Name");
    static final Code ALGORITHM_PARAMETERS = Code.dcm("111002", "Algorithm Parameters");
    static final Code ALGORITHM_VERSION = Code.dcm("111003", "Algorithm Version");
    static final Code SOURCE = Code.dcm("121112", "Source of Measurement");
    static final Code COMMENT = Code.dcm("121106", "Comment");
    static final Code POSITIVE = Code.sct("10828004", "Positive");
    static final Code NEGATIVE = Code.sct("260385009", "Negative");
    static final Code INDETERMINATE = Code.sct("82334004", "Indeterminate");
    static final Code YES = Code.sct("373066001", "Yes");
    static final Code NO = Code.sct("373067005", "No");
    static final Code OUTCOME = Code.ours("outcome", "Outcome of the screening");
    static final Code EXAM_OUTCOME = Code.ours("exam-outcome", "Outcome of the screening, both eyes");
    static final Code FAULT = Code.ours("fault", "Why the photograph could not be graded");
    static final Code DOUBT = Code.ours("doubt", "Why the answer is not to be relied on as it stands");
    static final Code OTHER_EYE = Code.ours("other-eye", "The optic disc lies as in the other eye");
    static final Code CAMERA = Code.ours("camera-tried-out", "Camera tried out with this model");
    static final Code AGREEMENT = Code.ours("agreement", "Reading by a person");
    static final Code AGREE = Code.ours("agree", "Agrees with the program");
    static final Code DISAGREE = Code.ours("disagree", "Disagrees with the program");

    private Codes() {}

    /// What became of an eye or an exam, in the words of `ExamOutcome.Status`.
    static Code outcome(String status) {
        return Code.ours(
                status,
                switch (status) {
                    case "refer" -> "Refer: a person should look";
                    case "uncertain" -> "Uncertain: a person should read the photograph";
                    case "failed" -> "Failed: no answer could be made";
                    case "ungradable" -> "Ungradable: to be taken again";
                    case "waiting" -> "No answer yet";
                    case "missing" -> "No photograph";
                    case "no-sign" -> "No sign found; this does not mean healthy";
                    default -> status;
                });
    }

    /// The class of a score, by its name in the model bundle.
    static Code classOf(JsonNode score) {
        return Code.ours(score.path("class").asText(), score.path("label").asText());
    }

    /// The probability of that class.
    static Code probabilityOf(JsonNode score) {
        return Code.ours(
                "p-" + score.path("class").asText(),
                "Probability: " + score.path("label").asText());
    }

    /// What the model makes of a finding; the operating point where it does not say how sure it is.
    static Code presence(JsonNode score) {
        if (score.path("positive").asBoolean()) {
            return POSITIVE;
        }
        return score.path("certainty").asText().equals("uncertain") ? INDETERMINATE : NEGATIVE;
    }

    static Optional<Code> side(JsonNode eye) {
        return switch (eye.path("laterality").asText()) {
            case "OD" -> Optional.of(RIGHT);
            case "OS" -> Optional.of(LEFT);
            default -> Optional.empty();
        };
    }

    static String eyeWord(JsonNode eye) {
        return switch (eye.path("laterality").asText()) {
            case "OD" -> "Right eye";
            case "OS" -> "Left eye";
            default -> "Eye not stated";
        };
    }
}
