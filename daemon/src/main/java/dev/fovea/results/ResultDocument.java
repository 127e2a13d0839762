package dev.fovea.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.model.ActivationMap;
import dev.fovea.model.Band;
import dev.fovea.model.ClassScore;
import dev.fovea.model.Laterality;
import dev.fovea.model.ModelStamp;
import dev.fovea.model.Novelty;
import dev.fovea.model.Outcome;
import dev.fovea.model.Quality;
import dev.fovea.model.QualityFault;
import dev.fovea.model.Result;
import dev.fovea.model.Sha256;
import dev.fovea.model.Stage;
import dev.fovea.model.StageTimes;
import dev.fovea.model.Verdict;
import dev.fovea.store.AnswerRow;
import dev.fovea.store.CaptureRows;
import dev.fovea.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Results as rows: the parts that are asked for are columns, the rest is one JSON text, the map is its own bytes.
/// What is read back equals what was written.
final class ResultDocument {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final byte[] NO_MAP = {};

    private ResultDocument() {}

    static AnswerRow toRow(Result result) {
        ObjectNode json = JSON.createObjectNode();
        byte[] map = writeOutcome(result.outcome(), json);
        result.quality().ifPresent(quality -> writeQuality(quality, json.putObject("quality")));
        result.model().ifPresent(model -> writeModel(model, json.putObject("model")));
        ObjectNode times = json.putObject("timesNanos");
        result.times().all().forEach((stage, time) -> times.put(stage.name(), time.toNanos()));
        return new AnswerRow(
                result.capture().toString(),
                result.content().hex(),
                OutcomeKind.of(result.outcome()).word(),
                json.toString(),
                map,
                CaptureRows.micros(result.answeredAt()));
    }

    /// @return the map's bytes
    private static byte[] writeOutcome(Outcome outcome, ObjectNode json) {
        return switch (outcome) {
            case Outcome.Findings findings -> {
                writeFindings(findings, json);
                yield findings.map().toBytes();
            }
            case Outcome.Ungradable(QualityFault fault) -> {
                json.put("fault", fault.name());
                yield NO_MAP;
            }
            case Outcome.Failed(Stage stage, String reason) -> {
                json.put("stage", stage.name()).put("reason", reason);
                yield NO_MAP;
            }
        };
    }

    /// Band and novelty are left out where the model has none, as in answers from before there were any.
    private static void writeFindings(Outcome.Findings findings, ObjectNode json) {
        json.put("verdict", findings.verdict().name());
        ArrayNode list = json.putArray("scores");
        for (ClassScore score : findings.scores()) {
            ObjectNode item = list.addObject()
                    .put("name", score.name())
                    .put("finding", score.finding())
                    .put("probability", score.probability())
                    .put("threshold", score.threshold());
            score.band()
                    .ifPresent(band ->
                            item.putObject("band").put("low", band.low()).put("high", band.high()));
        }
        findings.novelty()
                .ifPresent(novelty -> json.putObject("novelty")
                        .put("distance", novelty.distance())
                        .put("threshold", novelty.threshold()));
    }

    private static void writeQuality(Quality quality, ObjectNode json) {
        json.put("width", quality.width())
                .put("height", quality.height())
                .put("brightness", quality.brightness())
                .put("burnt", quality.burnt())
                .put("contrast", quality.contrast())
                .put("sharpness", quality.sharpness())
                .put("field", quality.field());
        if (quality.disc() != Laterality.UNKNOWN) {
            json.put("disc", quality.disc().code());
        }
    }

    private static void writeModel(ModelStamp model, ObjectNode json) {
        json.put("name", model.name())
                .put("version", model.version())
                .put("sha256", model.hash().hex())
                .put("engine", model.engine())
                .put("precision", model.precision());
        model.signer().ifPresent(signer -> json.put("signer", signer));
        model.cameraValidatedAt().ifPresent(at -> json.put("cameraValidatedMicros", CaptureRows.micros(at)));
    }

    static Result fromRow(AnswerRow row) {
        JsonNode json = parse(row);
        return new Result(
                CaptureRows.id(row.capture()),
                new Sha256(row.content()),
                outcome(row, json),
                json.has("quality") ? Optional.of(quality(json.path("quality"))) : Optional.empty(),
                json.has("model") ? Optional.of(model(json.path("model"))) : Optional.empty(),
                times(json.path("timesNanos")),
                CaptureRows.instant(row.answeredMicros()));
    }

    private static JsonNode parse(AnswerRow row) {
        try {
            return JSON.readTree(row.document());
        } catch (JsonProcessingException e) {
            throw new StoreException("the stored answer of capture " + row.capture() + " is not JSON", e);
        }
    }

    private static Outcome outcome(AnswerRow row, JsonNode json) {
        return switch (kind(row)) {
            case FINDINGS ->
                new Outcome.Findings(
                        Verdict.valueOf(text(json, "verdict")),
                        scores(json.path("scores")),
                        ActivationMap.fromBytes(row.map()),
                        novelty(json));
            case UNGRADABLE -> new Outcome.Ungradable(QualityFault.valueOf(text(json, "fault")));
            case FAILED -> new Outcome.Failed(Stage.valueOf(text(json, "stage")), text(json, "reason"));
        };
    }

    private static OutcomeKind kind(AnswerRow row) {
        return OutcomeKind.parse(row.outcome())
                .orElseThrow(() -> new StoreException("no outcome is called \"" + row.outcome() + "\""));
    }

    private static List<ClassScore> scores(JsonNode list) {
        List<ClassScore> scores = new ArrayList<>();
        for (JsonNode score : list) {
            scores.add(new ClassScore(
                    text(score, "name"),
                    score.path("finding").asBoolean(),
                    score.path("probability").asDouble(),
                    score.path("threshold").asDouble(),
                    band(score)));
        }
        return scores;
    }

    private static Optional<Band> band(JsonNode score) {
        JsonNode json = score.path("band");
        return json.isObject()
                ? Optional.of(
                        new Band(json.path("low").asDouble(), json.path("high").asDouble()))
                : Optional.empty();
    }

    private static Optional<Novelty> novelty(JsonNode answer) {
        JsonNode json = answer.path("novelty");
        return json.isObject()
                ? Optional.of(new Novelty(
                        json.path("distance").asDouble(), json.path("threshold").asDouble()))
                : Optional.empty();
    }

    private static Quality quality(JsonNode json) {
        return new Quality(
                json.path("width").asInt(),
                json.path("height").asInt(),
                json.path("brightness").asDouble(),
                json.path("burnt").asDouble(),
                json.path("contrast").asDouble(),
                json.path("sharpness").asDouble(),
                json.path("field").asDouble(),
                Laterality.parse(json.path("disc").asText("")).orElse(Laterality.UNKNOWN));
    }

    private static ModelStamp model(JsonNode json) {
        return new ModelStamp(
                text(json, "name"),
                text(json, "version"),
                new Sha256(text(json, "sha256")),
                text(json, "engine"),
                text(json, "precision"),
                json.has("signer") ? Optional.of(text(json, "signer")) : Optional.empty(),
                json.has("cameraValidatedMicros")
                        ? Optional.of(CaptureRows.instant(
                                json.path("cameraValidatedMicros").asLong()))
                        : Optional.empty());
    }

    private static StageTimes times(JsonNode json) {
        StageTimes times = StageTimes.NONE;
        for (Stage stage : Stage.values()) {
            if (json.has(stage.name())) {
                times = times.with(
                        stage, Duration.ofNanos(json.path(stage.name()).asLong()));
            }
        }
        return times;
    }

    private static String text(JsonNode json, String field) {
        return json.path(field).asText();
    }
}
