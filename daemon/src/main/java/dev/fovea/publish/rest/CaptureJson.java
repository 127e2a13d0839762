package dev.fovea.publish.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fovea.http.Json;
import dev.fovea.model.Capture;
import dev.fovea.model.ClassScore;
import dev.fovea.model.ModelStamp;
import dev.fovea.model.Outcome;
import dev.fovea.model.Quality;
import dev.fovea.model.Result;
import dev.fovea.model.StageTimes;
import dev.fovea.results.CaptureView;
import dev.fovea.results.OutcomeKind;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// How a capture is written, wherever it is shown. Thread-safe.
public final class CaptureJson {
    /// Sources beginning so are drawn demonstration eyes, and are shown as such.
    private static final String DRAWING = "drawing";

    private final Supplier<List<ModelCard>> models;

    /// @param models where the labels of classes are looked up
    public CaptureJson(Supplier<List<ModelCard>> models) {
        this.models = models;
    }

    public byte[] capture(CaptureView view) {
        return Json.bytes(json -> write(json, view));
    }

    /// What the sender of a photograph gets: the capture, and whether it had been taken before.
    public byte[] receipt(CaptureView view, boolean duplicate) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeBooleanField("duplicate", duplicate);
            fields(json, view);
            json.writeEndObject();
        });
    }

    void write(JsonGenerator json, CaptureView view) throws IOException {
        json.writeStartObject();
        fields(json, view);
        json.writeEndObject();
    }

    static boolean isDrawing(Capture capture) {
        return capture.identity().source().startsWith(DRAWING);
    }

    /// To the millisecond: more digits would be noise.
    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private void fields(JsonGenerator json, CaptureView view) throws IOException {
        Capture capture = view.capture();
        json.writeStringField("id", capture.id().toString());
        json.writeStringField("exam", capture.identity().exam());
        text(json, "patient", capture.identity().patient());
        json.writeStringField("laterality", capture.identity().laterality().code());
        json.writeStringField("source", capture.identity().source());
        text(json, "operator", capture.identity().operator());
        json.writeStringField("task", capture.task());
        json.writeStringField("priority", Words.of(capture.priority()));
        json.writeStringField("arrivedAt", time(capture.arrivedAt()));
        json.writeStringField("sha256", capture.content().hex());
        json.writeNumberField("bytes", capture.size());
        json.writeStringField("mediaType", capture.mediaType().mime());
        text(json, "fileName", capture.fileName());
        json.writeStringField("state", view.state().word());
        json.writeBooleanField("drawing", isDrawing(capture));
        json.writeFieldName("result");
        if (view.result().isPresent()) {
            result(json, capture, view.result().get());
        } else {
            json.writeNull();
        }
        links(json, capture);
    }

    private void result(JsonGenerator json, Capture capture, Result result) throws IOException {
        json.writeStartObject();
        json.writeStringField("outcome", OutcomeKind.of(result.outcome()).word());
        switch (result.outcome()) {
            case Outcome.Findings findings -> {
                json.writeStringField("verdict", Words.of(findings.verdict()));
                scores(json, capture.task(), findings.scores());
                Doubts.write(json, findings);
                json.writeNullField("fault");
                json.writeNullField("failure");
            }
            case Outcome.Ungradable ungradable -> {
                json.writeNullField("verdict");
                scores(json, capture.task(), List.of());
                Doubts.writeNone(json);
                json.writeObjectFieldStart("fault");
                json.writeStringField("code", Words.of(ungradable.fault()));
                json.writeStringField("reason", ungradable.fault().reason());
                json.writeStringField("advice", ungradable.fault().advice());
                json.writeEndObject();
                json.writeNullField("failure");
            }
            case Outcome.Failed failed -> {
                json.writeNullField("verdict");
                scores(json, capture.task(), List.of());
                Doubts.writeNone(json);
                json.writeNullField("fault");
                json.writeObjectFieldStart("failure");
                json.writeStringField("stage", Words.of(failed.stage()));
                json.writeStringField("reason", failed.reason());
                json.writeEndObject();
            }
        }
        quality(json, result.quality());
        json.writeBooleanField("otherEye", result.otherEye(capture.identity().laterality()));
        model(json, result);
        camera(json, result.model());
        times(json, result.times());
        json.writeStringField("answeredAt", time(result.answeredAt()));
        json.writeEndObject();
    }

    private void scores(JsonGenerator json, String task, List<ClassScore> scores) throws IOException {
        json.writeArrayFieldStart("scores");
        for (ClassScore score : scores) {
            json.writeStartObject();
            json.writeStringField("class", score.name());
            json.writeStringField("label", label(task, score.name()));
            json.writeBooleanField("finding", score.finding());
            json.writeNumberField("probability", rounded(score.probability(), 1e6));
            json.writeNumberField("threshold", rounded(score.threshold(), 1e6));
            json.writeBooleanField("positive", score.positive());
            Doubts.write(json, score);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private String label(String task, String className) {
        return models.get().stream()
                .filter(card -> card.task().equals(task))
                .flatMap(card -> card.classes().stream())
                .filter(klass -> klass.name().equals(className))
                .map(ModelCard.Klass::label)
                .findFirst()
                .orElse(className);
    }

    private static void quality(JsonGenerator json, Optional<Quality> measured) throws IOException {
        if (measured.isEmpty()) {
            json.writeNullField("quality");
            return;
        }
        Quality quality = measured.get();
        json.writeObjectFieldStart("quality");
        json.writeNumberField("width", quality.width());
        json.writeNumberField("height", quality.height());
        json.writeNumberField("brightness", rounded(quality.brightness(), 1e4));
        json.writeNumberField("burnt", rounded(quality.burnt(), 1e4));
        json.writeNumberField("contrast", rounded(quality.contrast(), 1e4));
        json.writeNumberField("sharpness", rounded(quality.sharpness(), 1e4));
        json.writeNumberField("field", rounded(quality.field(), 1e4));
        text(json, "discSide", Optional.of(quality.disc().code()).filter(code -> !code.isEmpty()));
        json.writeEndObject();
    }

    private static void model(JsonGenerator json, Result result) throws IOException {
        if (result.model().isEmpty()) {
            json.writeNullField("model");
            return;
        }
        var model = result.model().get();
        json.writeObjectFieldStart("model");
        json.writeStringField("name", model.name());
        json.writeStringField("version", model.version());
        json.writeStringField("sha256", model.hash().hex());
        json.writeStringField("engine", model.engine());
        json.writeStringField("precision", model.precision());
        text(json, "signedBy", model.signer());
        json.writeEndObject();
    }

    /// Null where no model answered: then nothing was judged that the camera could have spoilt.
    private static void camera(JsonGenerator json, Optional<ModelStamp> model) throws IOException {
        json.writeFieldName("cameraValidated");
        if (model.isPresent()) {
            json.writeBoolean(model.get().cameraValidatedAt().isPresent());
        } else {
            json.writeNull();
        }
        text(
                json,
                "cameraValidatedAt",
                model.flatMap(ModelStamp::cameraValidatedAt).map(CaptureJson::time));
    }

    private static void times(JsonGenerator json, StageTimes times) throws IOException {
        json.writeObjectFieldStart("timesMs");
        for (var time : times.all().entrySet()) {
            json.writeNumberField(
                    Words.of(time.getKey()), rounded(time.getValue().toNanos() / 1e6, 1e3));
        }
        json.writeEndObject();
    }

    private static void links(JsonGenerator json, Capture capture) throws IOException {
        String self = "/v1/captures/" + capture.id();
        json.writeObjectFieldStart("links");
        json.writeStringField("self", self);
        json.writeStringField("original", self + "/original");
        json.writeStringField("preview", self + "/preview.jpg");
        json.writeStringField("heatmap", self + "/heatmap.png");
        json.writeEndObject();
    }

    static void text(JsonGenerator json, String name, Optional<String> value) throws IOException {
        json.writeFieldName(name);
        if (value.isPresent()) {
            json.writeString(value.get());
        } else {
            json.writeNull();
        }
    }

    static double rounded(double value, double scale) {
        return Math.round(value * scale) / scale;
    }
}
