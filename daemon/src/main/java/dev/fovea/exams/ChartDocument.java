package dev.fovea.exams;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.exams.ChartEntry.Agreement;
import dev.fovea.model.CaptureId;
import dev.fovea.model.Laterality;
import dev.fovea.store.CaptureRows;
import dev.fovea.store.ChartRow;
import dev.fovea.store.ReportRow;
import dev.fovea.store.StoreException;
import java.time.Instant;
import java.util.Optional;

/// Entries and reports as rows: what is read back equals what was written.
final class ChartDocument {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ChartDocument() {}

    static ChartRow row(String exam, ChartEntry entry) {
        return new ChartRow(exam, write(entry), CaptureRows.micros(entry.madeAt()));
    }

    /// The same text for the same entry.
    static String write(ChartEntry entry) {
        ObjectNode json = JSON.createObjectNode();
        switch (entry) {
            case ChartEntry.Reading reading -> {
                json.put("kind", "reading")
                        .put("eye", reading.eye().name())
                        .put("capture", reading.capture().toString())
                        .put("agreement", reading.agreement().name());
                reading.grade().ifPresent(grade -> json.put("grade", grade));
            }
            case ChartEntry.Note note -> json.put("kind", "note").put("text", note.text());
        }
        return json.put("author", entry.author())
                .put("madeUs", CaptureRows.micros(entry.madeAt()))
                .toString();
    }

    static ChartEntry read(ChartRow row) {
        JsonNode json = parse(row.document());
        String author = json.path("author").asText();
        Instant madeAt = CaptureRows.instant(row.madeMicros());
        return switch (json.path("kind").asText()) {
            case "reading" ->
                new ChartEntry.Reading(
                        Laterality.valueOf(json.path("eye").asText()),
                        CaptureId.parse(json.path("capture").asText()).orElseThrow(() -> unknown(row.document())),
                        Agreement.valueOf(json.path("agreement").asText()),
                        text(json, "grade"),
                        author,
                        madeAt);
            case "note" -> new ChartEntry.Note(json.path("text").asText(), author, madeAt);
            default -> throw unknown(row.document());
        };
    }

    static ReportRow row(Report report) {
        ObjectNode json = JSON.createObjectNode().put("author", report.author());
        report.remark().ifPresent(remark -> json.put("remark", remark));
        json.put("exam", report.exam());
        return new ReportRow(
                report.name(), report.edition(), report.basis(), json.toString(), CaptureRows.micros(report.madeAt()));
    }

    static Report read(ReportRow row) {
        JsonNode json = parse(row.document());
        return new Report(
                row.exam(),
                row.edition(),
                json.path("author").asText(),
                text(json, "remark"),
                CaptureRows.instant(row.madeMicros()),
                row.basis(),
                json.path("exam").asText());
    }

    private static Optional<String> text(JsonNode json, String name) {
        return json.hasNonNull(name) ? Optional.of(json.path(name).asText()) : Optional.empty();
    }

    private static JsonNode parse(String document) {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException e) {
            throw new StoreException("a stored chart entry is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static StoreException unknown(String document) {
        return new StoreException("a stored chart entry is of a kind that this version does not know: " + document);
    }
}
