package dev.fovea.publish.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fovea.http.Reply;
import dev.fovea.http.Route;
import dev.fovea.http.Routes;
import dev.fovea.model.Priority;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// `GET /v1/status`: whether and what the daemon serves, and how busy it is.
public final class StatusRoute implements Routes {
    private final Supplier<DaemonStatus> source;

    public StatusRoute(Supplier<DaemonStatus> source) {
        this.source = source;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/v1/status", this::status));
    }

    private void status(ServerRequest request, ServerResponse response) {
        DaemonStatus status = source.get();
        Reply.json(response, json -> {
            json.writeStartObject();
            ready(json, status.trouble());
            json.writeStringField("version", status.version());
            json.writeStringField("startedAt", CaptureJson.time(status.startedAt()));
            json.writeArrayFieldStart("models");
            for (ModelCard card : status.models()) {
                model(json, card);
            }
            json.writeEndArray();
            queue(json, status.queue());
            json.writeObjectFieldStart("tally");
            json.writeNumberField("accepted", status.tally().accepted());
            json.writeNumberField("answered", status.tally().answered());
            json.writeNumberField("inFlight", status.tally().inFlight());
            json.writeNumberField("deadLetter", status.tally().deadLetter());
            json.writeEndObject();
            json.writeObjectFieldStart("disk");
            json.writeNumberField("freeBytes", status.freeBytes());
            json.writeNumberField("minBytes", status.minBytes());
            json.writeEndObject();
            accelerator(json, status.accelerator());
            json.writeEndObject();
        });
    }

    private static void ready(JsonGenerator json, Optional<String> trouble) throws IOException {
        json.writeBooleanField("ready", trouble.isEmpty());
        json.writeFieldName("reason");
        if (trouble.isPresent()) {
            json.writeString(trouble.get());
        } else {
            json.writeNull();
        }
    }

    private static void model(JsonGenerator json, ModelCard card) throws IOException {
        json.writeStartObject();
        json.writeStringField("task", card.task());
        json.writeStringField("title", card.title());
        json.writeStringField("name", card.name());
        json.writeStringField("version", card.version());
        json.writeArrayFieldStart("classes");
        for (ModelCard.Klass klass : card.classes()) {
            json.writeStartObject();
            json.writeStringField("name", klass.name());
            json.writeStringField("label", klass.label());
            json.writeBooleanField("finding", klass.finding());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("engine", card.engine());
        json.writeStringField("precision", card.precision());
        CaptureJson.text(json, "signedBy", card.signer());
        ready(json, card.trouble());
        json.writeEndObject();
    }

    private static void accelerator(JsonGenerator json, Accelerator accelerator) throws IOException {
        json.writeObjectFieldStart("accelerator");
        json.writeStringField("state", word(accelerator.state()));
        CaptureJson.text(json, "reason", accelerator.reason());
        CaptureJson.text(json, "name", accelerator.name());
        json.writeArrayFieldStart("tasks");
        for (Accelerator.Task task : accelerator.tasks()) {
            json.writeStartObject();
            json.writeStringField("task", task.task());
            json.writeStringField("state", word(task.state()));
            CaptureJson.text(json, "reason", task.reason());
            if (task.build().isPresent()) {
                Accelerator.Build build = task.build().get();
                json.writeObjectFieldStart("build");
                json.writeStringField("stage", build.stage());
                json.writeNumberField("percent", build.percent());
                json.writeNumberField("elapsedSeconds", build.elapsed().toSeconds());
                json.writeEndObject();
            } else {
                json.writeNullField("build");
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static String word(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static void queue(JsonGenerator json, DaemonStatus.Queue queue) throws IOException {
        json.writeObjectFieldStart("queue");
        json.writeObjectFieldStart("waiting");
        for (Priority priority : Priority.values()) {
            json.writeNumberField(Words.of(priority), queue.waiting().getOrDefault(priority, 0));
        }
        json.writeEndObject();
        json.writeNumberField("bytes", queue.bytes());
        json.writeNumberField("inFlight", queue.inFlight());
        json.writeEndObject();
    }
}
