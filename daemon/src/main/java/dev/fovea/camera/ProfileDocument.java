package dev.fovea.camera;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.model.Sha256;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/// A profile as JSON. The shares with their intervals are written out for people and other programs; read back are the
/// counts they come from.
final class ProfileDocument {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final int FORMAT = 1;

    private ProfileDocument() {}

    static byte[] write(CameraProfile profile) {
        ObjectNode json = JSON.createObjectNode().put("format", FORMAT).put("camera", profile.camera());
        json.putObject("model")
                .put("task", profile.model().task())
                .put("name", profile.model().name())
                .put("version", profile.model().version())
                .put("manifestSha256", profile.model().manifest().hex())
                .put("networkSha256", profile.model().network().hex())
                .put("precision", profile.model().precision());
        json.put("validatedAt", profile.validatedAt().toString());
        json.put("interval", "Wilson 1927, 95 %");
        ArrayNode classes = json.putArray("classes");
        for (ClassFigures figures : profile.classes()) {
            ObjectNode item = classes.addObject()
                    .put("class", figures.name())
                    .put("pictures", figures.pictures())
                    .put("uncertain", figures.uncertain())
                    .put("ungradable", figures.ungradable());
            write(figures.sensitivity(), item.putObject("sensitivity"));
            write(figures.specificity(), item.putObject("specificity"));
            item.put("auroc", figures.auroc());
        }
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a tree of our own making is always writable", e);
        }
    }

    private static void write(Share share, ObjectNode json) {
        json.put("hits", share.hits())
                .put("of", share.of())
                .put("value", share.value())
                .put("low", share.low())
                .put("high", share.high());
    }

    /// @throws IOException when the bytes are not a whole profile
    static CameraProfile read(byte[] bytes) throws IOException {
        JsonNode json = JSON.readTree(bytes);
        if (json.path("format").asInt() != FORMAT) {
            throw new IOException("format must be " + FORMAT + ", was " + json.path("format"));
        }
        try {
            List<ClassFigures> classes = new ArrayList<>();
            for (JsonNode item : json.path("classes")) {
                classes.add(new ClassFigures(
                        text(item, "class"),
                        item.path("pictures").asInt(),
                        item.path("uncertain").asInt(),
                        item.path("ungradable").asInt(),
                        share(item.path("sensitivity")),
                        share(item.path("specificity")),
                        item.path("auroc").asDouble()));
            }
            Instant validatedAt = Instant.parse(text(json, "validatedAt"));
            return new CameraProfile(text(json, "camera"), model(json.path("model")), validatedAt, classes);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static ValidatedModel model(JsonNode json) {
        return new ValidatedModel(
                text(json, "task"),
                text(json, "name"),
                text(json, "version"),
                new Sha256(text(json, "manifestSha256")),
                new Sha256(text(json, "networkSha256")),
                text(json, "precision"));
    }

    private static Share share(JsonNode json) {
        return new Share(json.path("hits").asInt(), json.path("of").asInt());
    }

    private static String text(JsonNode json, String field) {
        if (!json.path(field).isTextual()) {
            throw new IllegalArgumentException(field + " must be a text, was " + json.path(field));
        }
        return json.path(field).textValue();
    }
}
