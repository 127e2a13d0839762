package dev.fovea.publish.dicom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fovea.dicom.Uids;
import dev.fovea.exams.Report;
import dev.fovea.model.CaptureId;
import dev.fovea.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A report with its exam read.
///
/// @param exam as `ExamJson` froze it
/// @param fingerprint of the report
record Frozen(Report report, JsonNode exam, String fingerprint) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String DICOM = "application/dicom";

    static Frozen read(Report report) {
        try {
            return new Frozen(report, JSON.readTree(report.exam()), report.fingerprint());
        } catch (JsonProcessingException e) {
            throw StoreException.lost("the report of exam \"" + report.name() + "\" is not JSON", e);
        }
    }

    List<JsonNode> eyes() {
        return list(exam.path("eyes"));
    }

    /// What was expected of the exam; no object when it was not on the worklist.
    JsonNode order() {
        return exam.path("order");
    }

    /// The newest first.
    List<JsonNode> captures() {
        return list(exam.path("captures"));
    }

    /// Those that came by DICOM.
    List<JsonNode> dicomCaptures() {
        return captures().stream()
                .filter(capture -> capture.path("mediaType").asText().equals(DICOM))
                .toList();
    }

    /// A missing node when there is none of that id.
    JsonNode capture(String id) {
        return captures().stream()
                .filter(capture -> capture.path("id").asText().equals(id))
                .findFirst()
                .orElse(exam.path("none"));
    }

    /// What people wrote, of one kind: `reading` or `note`.
    List<JsonNode> chart(String kind) {
        return list(exam.path("chart")).stream()
                .filter(entry -> entry.path("kind").asText().equals(kind))
                .toList();
    }

    /// Names and versions of the models that answered, each once.
    List<String> models() {
        return captures().stream()
                .map(capture -> capture.path("result").path("model"))
                .filter(JsonNode::isObject)
                .map(model -> model.path("name").asText() + " "
                        + model.path("version").asText())
                .distinct()
                .sorted()
                .toList();
    }

    /// The UID of a part of what this report becomes: the same each time, and another for any other report.
    String uid(String part) {
        return Uids.named(fingerprint + "\n" + part);
    }

    static CaptureId id(JsonNode capture) {
        String id = capture.path("id").asText();
        return CaptureId.parse(id)
                .orElseThrow(() -> new UnfitReportException(
                        "the report names a photograph \"" + id + "\", which is no id of one"));
    }

    static Optional<String> text(JsonNode node, String field) {
        return node.hasNonNull(field) ? Optional.of(node.path(field).asText()) : Optional.empty();
    }

    static List<JsonNode> list(JsonNode array) {
        List<JsonNode> all = new ArrayList<>();
        array.forEach(all::add);
        return all;
    }
}
