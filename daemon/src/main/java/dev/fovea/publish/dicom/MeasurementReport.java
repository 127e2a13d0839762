package dev.fovea.publish.dicom;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.dicom.Origin;
import dev.fovea.exams.FrozenExam;
import java.util.List;
import java.util.Optional;

/// The tree of a structured report: TID 1500 "Measurement Report" (PS3.16), as IHE AI Results asks. Pure.
///
/// For each eye one measurement group (TID 1501) holds the probabilities of the photograph that decided and what
/// follows from them; for each reading by a person stands one of its own, with the reader as its observer. What is
/// said of the exam as a whole stands under "Qualitative Evaluations".
final class MeasurementReport {
    private final Modules modules;
    private final FrozenExam frozen;
    private final Study study;
    private final Equipment equipment;

    MeasurementReport(Modules modules) {
        this.modules = modules;
        this.frozen = modules.frozen();
        this.study = modules.study();
        this.equipment = modules.equipment();
    }

    ContentItem root() {
        ContentItem root = ContentItem.container(Codes.REPORT, "1500")
                .modifiedBy(ContentItem.code(Codes.LANGUAGE, Codes.ENGLISH))
                .inContextOf(ContentItem.code(Codes.OBSERVER_TYPE, Codes.DEVICE))
                .inContextOf(ContentItem.uid(Codes.DEVICE_UID, equipment.uid()))
                .inContextOf(ContentItem.text(Codes.DEVICE_NAME, Equipment.MANUFACTURER))
                .inContextOf(ContentItem.text(Codes.DEVICE_MANUFACTURER, Equipment.MANUFACTURER))
                .inContextOf(ContentItem.text(Codes.DEVICE_MODEL, Equipment.MANUFACTURER))
                .inContextOf(ContentItem.text(Codes.DEVICE_SERIAL, equipment.serial()))
                .inContextOf(ContentItem.uid(Codes.STUDY_UID, study.study().uid()))
                .modifiedBy(ContentItem.code(Codes.PROCEDURE, Codes.IMAGING));
        if (!study.photographs().isEmpty()) {
            root.contains(library());
        }
        return root.contains(measurements()).contains(evaluations());
    }

    /// TID 1600.
    private ContentItem library() {
        ContentItem group = ContentItem.container(Codes.LIBRARY_GROUP);
        for (Origin photograph : study.photographs().values()) {
            group.contains(ContentItem.image(Optional.empty(), photograph));
        }
        return ContentItem.container(Codes.LIBRARY, "1600").contains(group);
    }

    private ContentItem measurements() {
        ContentItem measurements = ContentItem.container(Codes.MEASUREMENTS);
        for (JsonNode eye : frozen.eyes()) {
            measurements.contains(eye(eye));
        }
        List<JsonNode> readings = frozen.chart("reading");
        for (int i = 0; i < readings.size(); i++) {
            measurements.contains(reading(readings.get(i), i + 1));
        }
        return measurements;
    }

    private ContentItem eye(JsonNode eye) {
        JsonNode capture = frozen.capture(eye, "decisive");
        ContentItem group = group(Codes.eyeWord(eye), eye);
        algorithm(group, capture);
        List<JsonNode> scores = FrozenExam.list(capture.path("result").path("scores"));
        for (JsonNode score : scores) {
            group.contains(ContentItem.number(
                    Codes.probabilityOf(score), score.path("probability").decimalValue()));
        }
        source(group, capture);
        group.contains(
                ContentItem.code(Codes.OUTCOME, Codes.outcome(eye.path("status").asText())));
        for (JsonNode score : scores) {
            if (score.path("finding").asBoolean()) {
                group.contains(ContentItem.code(Codes.classOf(score), Codes.presence(score)));
            }
        }
        flags(group, capture.path("result"));
        return group;
    }

    /// TID 1501, up to its finding site.
    private ContentItem group(String name, JsonNode eye) {
        ContentItem site = ContentItem.code(Codes.SITE, Codes.RETINA);
        Codes.side(eye).ifPresent(side -> site.modifiedBy(ContentItem.code(Codes.LATERALITY, side)));
        return ContentItem.container(Codes.GROUP, "1501")
                .inContextOf(ContentItem.text(Codes.TRACKING, name))
                .inContextOf(ContentItem.uid(Codes.TRACKING_UID, modules.uid("group " + name)))
                .modifiedBy(site);
    }

    /// TID 4019. The operating points stand here, because they are the program's and no range of what is normal.
    private static void algorithm(ContentItem group, JsonNode capture) {
        JsonNode model = capture.path("result").path("model");
        if (!model.isObject()) {
            return;
        }
        group.modifiedBy(ContentItem.text(
                        Codes.ALGORITHM_NAME, "Fovea, " + model.path("name").asText()))
                .modifiedBy(ContentItem.text(
                        Codes.ALGORITHM_VERSION, model.path("version").asText()))
                .modifiedBy(parameter("network SHA-256 " + model.path("sha256").asText() + ", "
                        + model.path("engine").asText() + ", "
                        + model.path("precision").asText()))
                .modifiedBy(
                        parameter("photograph SHA-256 " + capture.path("sha256").asText()));
        for (JsonNode score : capture.path("result").path("scores")) {
            if (score.path("finding").asBoolean()) {
                group.modifiedBy(parameter(operatingPoint(score)));
            }
        }
    }

    private static ContentItem parameter(String text) {
        return ContentItem.text(Codes.ALGORITHM_PARAMETERS, text);
    }

    private static String operatingPoint(JsonNode score) {
        JsonNode band = score.path("band");
        String uncertain = band.isObject()
                ? ", uncertain from " + band.path("low").asText() + " to "
                        + band.path("high").asText()
                : "";
        return "operating point of " + score.path("class").asText() + " "
                + score.path("threshold").asText() + uncertain;
    }

    private void source(ContentItem group, JsonNode capture) {
        Origin photograph = study.photographs().get(capture.path("id").asText());
        if (photograph != null) {
            group.contains(ContentItem.image(Optional.of(Codes.SOURCE), photograph));
        }
    }

    private static void flags(ContentItem group, JsonNode result) {
        JsonNode fault = result.path("fault");
        if (fault.isObject()) {
            group.contains(ContentItem.code(
                    Codes.FAULT,
                    Code.ours(fault.path("code").asText(), fault.path("reason").asText())));
        }
        for (JsonNode doubt : result.path("doubts")) {
            group.contains(ContentItem.code(
                    Codes.DOUBT,
                    Code.ours(doubt.path("code").asText(), doubt.path("reason").asText())));
        }
        if (result.path("otherEye").asBoolean()) {
            group.contains(ContentItem.code(Codes.OTHER_EYE, Codes.YES));
        }
        if (result.path("cameraValidated").isBoolean()) {
            boolean tried = result.path("cameraValidated").asBoolean();
            group.contains(ContentItem.code(Codes.CAMERA, tried ? Codes.YES : Codes.NO));
        }
    }

    private ContentItem reading(JsonNode reading, int number) {
        boolean agrees = reading.path("agreement").asText().equals("agree");
        ContentItem group = group(Codes.eyeWord(reading) + ", reading " + number, reading)
                .inContextOf(ContentItem.code(Codes.OBSERVER_TYPE, Codes.PERSON))
                .inContextOf(ContentItem.person(
                        Codes.PERSON_NAME, reading.path("author").asText()));
        source(group, frozen.capture(reading, "capture"));
        group.contains(ContentItem.code(Codes.AGREEMENT, agrees ? Codes.AGREE : Codes.DISAGREE));
        FrozenExam.text(reading, "text").ifPresent(text -> group.contains(ContentItem.text(Codes.COMMENT, text)));
        return group;
    }

    private ContentItem evaluations() {
        ContentItem evaluations = ContentItem.container(Codes.EVALUATIONS)
                .contains(ContentItem.code(
                        Codes.EXAM_OUTCOME,
                        Codes.outcome(frozen.json().path("status").asText())))
                .contains(comment(Modules.AID))
                .contains(comment("Finished by " + frozen.report().author() + ", edition "
                        + frozen.report().edition() + " of exam "
                        + frozen.report().name()));
        frozen.report().remark().ifPresent(remark -> evaluations.contains(comment("Remark: " + remark)));
        for (JsonNode note : frozen.chart("note")) {
            evaluations.contains(comment("Note by " + note.path("author").asText() + ": "
                    + note.path("text").asText()));
        }
        return evaluations;
    }

    private static ContentItem comment(String text) {
        return ContentItem.text(Codes.COMMENT, text);
    }
}
