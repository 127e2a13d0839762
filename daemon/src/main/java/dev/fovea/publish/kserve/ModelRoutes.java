package dev.fovea.publish.kserve;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fovea.http.BodyStream;
import dev.fovea.http.Json;
import dev.fovea.http.Refusal;
import dev.fovea.http.Reply;
import dev.fovea.http.Route;
import dev.fovea.http.Routes;
import dev.fovea.instances.Readiness;
import dev.fovea.publish.kserve.Call.Output;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Health, metadata and the repository of the stateless door.
public final class ModelRoutes implements Routes {
    private static final List<String> EXTENSIONS =
            List.of("binary_tensor_data", "classification", "schedule_policy", "model_repository");
    private static final long SMALL_BODY_BYTES_MAX = 64 << 10;

    private final Catalog catalog;
    private final String version;
    private final Semaphore loading = new Semaphore(1);

    /// @param version of the daemon
    public ModelRoutes(Catalog catalog, String version) {
        this.catalog = catalog;
        this.version = version;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/v2", this::server),
                Route.get("/v2/health/live", this::live),
                Route.get("/v2/health/ready", this::ready),
                Route.get("/v2/models/{model}", this::metadata),
                Route.get("/v2/models/{model}/versions/{version}", this::metadata),
                Route.get("/v2/models/{model}/ready", this::modelReady),
                Route.get("/v2/models/{model}/versions/{version}/ready", this::modelReady),
                Route.post("/v2/repository/index", this::index),
                Route.post("/v2/repository/models/{model}/load", this::load));
    }

    /// The model, in the version, that the path names.
    ///
    /// @throws Refusal 404 when there is none
    static ServedModel found(Catalog catalog, ServerRequest request) {
        String name = request.path().pathParameters().get("model");
        ServedModel model = catalog.find(name)
                .orElseThrow(() -> Refusal.notFound("there is no model \"" + name + "\", only "
                        + String.join(
                                ", ",
                                catalog.all().stream().map(ServedModel::name).toList())));
        Optional<String> wanted =
                request.path().pathParameters().first("version").asOptional();
        if (wanted.isPresent() && !wanted.get().equals(model.version())) {
            throw Refusal.notFound(
                    "model " + name + " has version " + model.version() + ", not \"" + wanted.get() + "\"");
        }
        return model;
    }

    private void server(ServerRequest request, ServerResponse response) {
        Reply.json(response, json -> {
            json.writeStartObject();
            json.writeStringField("name", "fovea");
            json.writeStringField("version", version);
            json.writeArrayFieldStart("extensions");
            for (String extension : EXTENSIONS) {
                json.writeString(extension);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /// Whoever answers lives.
    private void live(ServerRequest request, ServerResponse response) {
        Reply.json(response, json -> {
            json.writeStartObject();
            json.writeBooleanField("live", true);
            json.writeEndObject();
        });
    }

    private void ready(ServerRequest request, ServerResponse response) {
        Optional<String> trouble = catalog.all().stream()
                .flatMap(model -> trouble(model).map(reason -> model.name() + ": " + reason).stream())
                .findFirst();
        readiness(response, trouble, json -> {});
    }

    private void modelReady(ServerRequest request, ServerResponse response) {
        ServedModel model = found(catalog, request);
        readiness(response, trouble(model), json -> json.writeStringField("name", model.name()));
    }

    /// The status is what counts; the body says it again, with the reason.
    private static void readiness(ServerResponse response, Optional<String> trouble, Json.Writer more) {
        Status status = trouble.isEmpty() ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503;
        Reply.json(response, status, Json.bytes(json -> {
            json.writeStartObject();
            more.write(json);
            json.writeBooleanField("ready", trouble.isEmpty());
            if (trouble.isPresent()) {
                json.writeStringField("error", trouble.get());
            }
            json.writeEndObject();
        }));
    }

    private static Optional<String> trouble(ServedModel model) {
        return switch (model.readiness().get()) {
            case Readiness.Ready _ -> Optional.empty();
            case Readiness.NotReady(String reason) -> Optional.of(reason);
        };
    }

    private void metadata(ServerRequest request, ServerResponse response) {
        ServedModel model = found(catalog, request);
        var shape = model.shape();
        Reply.json(response, json -> {
            json.writeStartObject();
            json.writeStringField("name", model.name());
            json.writeArrayFieldStart("versions");
            json.writeString(model.version());
            json.writeEndArray();
            json.writeStringField("platform", model.platform());
            json.writeArrayFieldStart("inputs");
            input(json, shape.input(), "FP32", -1, shape.channels(), shape.height(), shape.width());
            input(json, CallReader.PICTURE, "BYTES", -1);
            json.writeEndArray();
            json.writeArrayFieldStart("outputs");
            tensor(json, Output.LOGITS.name(model), "FP32", -1, shape.classes());
            json.writeEndObject();
            tensor(json, Output.MAP.name(model), "FP32", -1, shape.classes(), shape.mapHeight(), shape.mapWidth());
            json.writeEndObject();
            tensor(json, Output.PROBABILITIES.name(model), "FP32", -1, shape.classes());
            json.writeEndObject();
            if (shape.distance().isPresent()) {
                tensor(json, shape.distance().get(), "FP32", -1);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /// A request gives one of the two inputs, so each by itself is optional; Triton's configuration has the same word.
    private static void input(JsonGenerator json, String name, String datatype, int... shape) throws IOException {
        tensor(json, name, datatype, shape);
        json.writeBooleanField("optional", true);
        json.writeEndObject();
    }

    private static void tensor(JsonGenerator json, String name, String datatype, int... shape) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("datatype", datatype);
        json.writeFieldName("shape");
        json.writeArray(shape, 0, shape.length);
    }

    private void index(ServerRequest request, ServerResponse response) throws IOException {
        boolean readyOnly = flagged(request, "ready");
        List<ServedModel> models = catalog.all().stream()
                .filter(model -> !readyOnly || trouble(model).isEmpty())
                .toList();
        Reply.json(response, json -> {
            json.writeStartArray();
            for (ServedModel model : models) {
                Optional<String> trouble = trouble(model);
                json.writeStartObject();
                json.writeStringField("name", model.name());
                json.writeStringField("version", model.version());
                json.writeStringField("state", trouble.isEmpty() ? "READY" : "UNAVAILABLE");
                json.writeStringField("reason", trouble.orElse(""));
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private void load(ServerRequest request, ServerResponse response) throws IOException {
        ServedModel model = found(catalog, request);
        flagged(request, "");
        if (!loading.tryAcquire()) {
            throw Refusal.busy("a model is being loaded already", Duration.ofSeconds(5));
        }
        try {
            Optional<String> refused = catalog.reload(model.name());
            if (refused.isPresent()) {
                throw Refusal.badRequest(
                        "model " + model.name() + " was not loaded, the one in use stays: " + refused.get());
            }
        } finally {
            loading.release();
        }
        Reply.json(response, json -> {
            json.writeStartObject();
            json.writeEndObject();
        });
    }

    /// Reads a small JSON object, or nothing at all.
    ///
    /// @return whether the field is there and true
    private static boolean flagged(ServerRequest request, String field) throws IOException {
        BodyStream body = new BodyStream(
                request.content().inputStream(),
                SMALL_BODY_BYTES_MAX,
                request.headers().contentLength());
        boolean flagged = false;
        try (JsonParser json = Json.FACTORY.createParser(body)) {
            JsonToken first = json.nextToken();
            if (first != null && first != JsonToken.START_OBJECT) {
                throw Refusal.badRequest("the body must be a JSON object or empty");
            }
            while (first != null && json.nextToken() != JsonToken.END_OBJECT) {
                String key = json.currentName();
                JsonToken value = json.nextToken();
                if (key.equals("parameters")) {
                    throw Refusal.badRequest("parameters are not offered here: a bundle is loaded as it lies");
                }
                flagged |= key.equals(field) && value == JsonToken.VALUE_TRUE;
                json.skipChildren();
            }
        } catch (JacksonException e) {
            throw body.refusal()
                    .orElseGet(() -> Refusal.badRequest("the JSON is not well formed: " + e.getOriginalMessage()));
        }
        return flagged;
    }
}
