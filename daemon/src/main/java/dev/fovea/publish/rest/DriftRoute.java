package dev.fovea.publish.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fovea.http.Reply;
import dev.fovea.http.Route;
import dev.fovea.http.Routes;
import dev.fovea.statistics.DriftFigures;
import dev.fovea.statistics.DriftFigures.Shift;
import dev.fovea.statistics.Sample;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/// `GET /v1/drift`: whether the models' answers are still what they were at first. A model that has not answered enough
/// for that is not in the list.
public final class DriftRoute implements Routes {
    private final Supplier<List<DriftFigures>> source;

    public DriftRoute(Supplier<List<DriftFigures>> source) {
        this.source = source;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/v1/drift", this::drift));
    }

    private void drift(ServerRequest request, ServerResponse response) {
        List<DriftFigures> models = source.get();
        Reply.json(response, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("models");
            for (DriftFigures model : models) {
                write(json, model);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, DriftFigures figures) throws IOException {
        json.writeStartObject();
        json.writeStringField("task", figures.task());
        json.writeObjectFieldStart("model");
        json.writeStringField("name", figures.model().name());
        json.writeStringField("version", figures.model().version());
        json.writeStringField("sha256", figures.model().network());
        json.writeEndObject();
        sample(json, "reference", figures.reference());
        sample(json, "window", figures.window());
        shift(json, "classMix", figures.classMix());
        shift(json, "confidence", figures.confidence());
        shift(json, "ungradable", Optional.of(figures.ungradable()));
        json.writeEndObject();
    }

    private static void sample(JsonGenerator json, String name, Sample sample) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("photographs", sample.photographs());
        json.writeNumberField("ungradable", sample.ungradable());
        json.writeNumberField("graded", sample.graded());
        StatisticsRoute.counts(json, "classes", new TreeMap<>(sample.classes()));
        if (sample.graded() == 0) {
            json.writeNullField("confidence");
        } else {
            json.writeNumberField("confidence", CaptureJson.rounded(sample.confidence(), 1e4));
        }
        json.writeEndObject();
    }

    private static void shift(JsonGenerator json, String name, Optional<Shift> shift) throws IOException {
        if (shift.isEmpty()) {
            json.writeNullField(name);
            return;
        }
        json.writeObjectFieldStart(name);
        json.writeNumberField("value", CaptureJson.rounded(shift.get().value(), 1e4));
        json.writeNumberField("limit", CaptureJson.rounded(shift.get().limit(), 1e4));
        json.writeBooleanField("beyond", shift.get().beyond());
        json.writeEndObject();
    }
}
