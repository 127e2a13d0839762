package dev.fovea.publish.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fovea.exams.Chart;
import dev.fovea.exams.ChartEntry;
import dev.fovea.exams.Report;
import dev.fovea.http.Json;
import dev.fovea.results.CaptureView;
import dev.fovea.results.ExamOutcome;
import dev.fovea.results.ExamView;
import dev.fovea.worklist.Item;
import dev.fovea.worklist.Patient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// How an exam is written, wherever it is shown or frozen. Thread-safe.
public final class ExamJson {
    private final CaptureJson captures;

    public ExamJson(CaptureJson captures) {
        this.captures = captures;
    }

    /// As it is frozen in a report: without what comes after it.
    ///
    /// @param order as [#order] writes it, where the exam was on the worklist
    public String frozen(ExamView exam, List<ChartEntry> entries, Optional<String> order) {
        byte[] text = Json.bytes(json -> {
            json.writeStartObject();
            head(json, exam);
            captures(json, exam);
            chart(json, entries);
            order(json, order);
            json.writeEndObject();
        });
        return new String(text, StandardCharsets.UTF_8);
    }

    /// What an item of the worklist says of an exam.
    public static String order(Item item) {
        Patient patient = item.patient();
        byte[] text = Json.bytes(json -> {
            json.writeStartObject();
            CaptureJson.text(json, "name", patient.name());
            CaptureJson.text(json, "personName", patient.personName());
            CaptureJson.text(json, "birthDate", patient.birthDate().map(LocalDate::toString));
            CaptureJson.text(json, "sex", patient.sex());
            CaptureJson.text(json, "accession", item.order().accession());
            json.writeEndObject();
        });
        return new String(text, StandardCharsets.UTF_8);
    }

    /// @param captures whether its photographs are written too
    void write(JsonGenerator json, Chart chart, boolean captures) throws IOException {
        json.writeStartObject();
        ExamView exam = chart.exam();
        head(json, exam);
        order(json, chart.order());
        if (captures) {
            captures(json, chart.exam());
        }
        chart(json, chart.entries());
        json.writeNumberField("photographs", chart.exam().captures().size());
        json.writeStringField("basis", chart.basis());
        json.writeBooleanField("finished", chart.finished());
        json.writeFieldName("report");
        if (chart.report().isPresent()) {
            Report report = chart.report().get();
            json.writeStartObject();
            head(json, report);
            json.writeEndObject();
        } else {
            json.writeNull();
        }
        json.writeEndObject();
    }

    /// The report with the exam as it was.
    void write(JsonGenerator json, Report report) throws IOException {
        json.writeStartObject();
        head(json, report);
        json.writeFieldName("exam");
        json.writeRawValue(report.exam());
        json.writeEndObject();
    }

    private static void head(JsonGenerator json, Report report) throws IOException {
        json.writeNumberField("edition", report.edition());
        json.writeStringField("author", report.author());
        CaptureJson.text(json, "remark", report.remark());
        json.writeStringField("finishedAt", CaptureJson.time(report.madeAt()));
    }

    private static void head(JsonGenerator json, ExamView exam) throws IOException {
        json.writeStringField("exam", exam.exam());
        CaptureJson.text(json, "patient", exam.patient());
        json.writeStringField("status", Words.of(exam.outcome().status()));
        json.writeArrayFieldStart("eyes");
        for (ExamOutcome.Eye eye : exam.outcome().eyes()) {
            json.writeStartObject();
            json.writeStringField("laterality", eye.laterality().code());
            json.writeStringField("status", Words.of(eye.status()));
            CaptureJson.text(
                    json,
                    "decisive",
                    eye.decisive().map(view -> view.capture().id().toString()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void captures(JsonGenerator json, ExamView exam) throws IOException {
        json.writeArrayFieldStart("captures");
        for (CaptureView view : exam.captures()) {
            captures.write(json, view);
        }
        json.writeEndArray();
    }

    private static void chart(JsonGenerator json, List<ChartEntry> entries) throws IOException {
        json.writeArrayFieldStart("chart");
        for (ChartEntry entry : entries) {
            write(json, entry);
        }
        json.writeEndArray();
    }

    private static void order(JsonGenerator json, Optional<String> order) throws IOException {
        if (order.isPresent()) {
            json.writeFieldName("order");
            json.writeRawValue(order.get());
        }
    }

    private static void write(JsonGenerator json, ChartEntry entry) throws IOException {
        json.writeStartObject();
        switch (entry) {
            case ChartEntry.Reading reading -> {
                json.writeStringField("kind", "reading");
                json.writeStringField("laterality", reading.eye().code());
                json.writeStringField("capture", reading.capture().toString());
                json.writeStringField("agreement", Words.of(reading.agreement()));
                CaptureJson.text(json, "text", reading.grade());
            }
            case ChartEntry.Note note -> {
                json.writeStringField("kind", "note");
                CaptureJson.text(json, "text", Optional.of(note.text()));
            }
        }
        json.writeStringField("author", entry.author());
        json.writeStringField("madeAt", CaptureJson.time(entry.madeAt()));
        json.writeEndObject();
    }
}
