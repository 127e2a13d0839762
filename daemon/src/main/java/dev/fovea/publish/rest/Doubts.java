package dev.fovea.publish.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fovea.model.Band;
import dev.fovea.model.ClassScore;
import dev.fovea.model.Doubt;
import dev.fovea.model.Novelty;
import dev.fovea.model.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// How it is written that a model is not sure: of a class, and of a photograph as a whole.
final class Doubts {
    private Doubts() {}

    /// The model's certainty of a finding and the band it follows from; null of a class that is none or has none.
    static void write(JsonGenerator json, ClassScore score) throws IOException {
        json.writeFieldName("certainty");
        if (score.certainty().isPresent()) {
            json.writeString(Words.of(score.certainty().get()));
        } else {
            json.writeNull();
        }
        Optional<Band> band = score.band();
        if (band.isPresent()) {
            json.writeObjectFieldStart("band");
            json.writeNumberField("low", CaptureJson.rounded(band.get().low(), 1e6));
            json.writeNumberField("high", CaptureJson.rounded(band.get().high(), 1e6));
            json.writeEndObject();
        } else {
            json.writeNullField("band");
        }
    }

    static void write(JsonGenerator json, Outcome.Findings findings) throws IOException {
        doubts(json, findings.doubts());
        if (findings.novelty().isPresent()) {
            Novelty novelty = findings.novelty().get();
            json.writeObjectFieldStart("outOfDistribution");
            json.writeNumberField("distance", CaptureJson.rounded(novelty.distance(), 1e6));
            json.writeNumberField("threshold", CaptureJson.rounded(novelty.threshold(), 1e6));
            json.writeBooleanField("unlike", novelty.unlike());
            json.writeEndObject();
        } else {
            json.writeNullField("outOfDistribution");
        }
    }

    /// Of an outcome that is no findings.
    static void writeNone(JsonGenerator json) throws IOException {
        doubts(json, List.of());
        json.writeNullField("outOfDistribution");
    }

    private static void doubts(JsonGenerator json, List<Doubt> doubts) throws IOException {
        json.writeArrayFieldStart("doubts");
        for (Doubt doubt : doubts) {
            json.writeStartObject();
            json.writeStringField("code", Words.of(doubt));
            json.writeStringField("reason", doubt.reason());
            json.writeStringField("advice", doubt.advice());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
