package dev.fovea.spool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.model.Capture;
import dev.fovea.model.CaptureId;
import dev.fovea.model.Identity;
import dev.fovea.model.Laterality;
import dev.fovea.model.MediaType;
import dev.fovea.model.Priority;
import dev.fovea.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A capture's identity as a small JSON file beside its photograph, so that the blob store can rebuild its index.
///
/// @param capture all that was accepted
/// @param idempotencyKey the sender's key, so that a rebuilt index still knows it
record SideFile(Capture capture, Optional<String> idempotencyKey) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int FORMAT = 1;

    byte[] toBytes() {
        Identity identity = capture.identity();
        ObjectNode json = JSON.createObjectNode();
        json.put("format", FORMAT);
        json.put("id", capture.id().toString());
        json.put("exam", identity.exam());
        identity.patient().ifPresent(text -> json.put("patient", text));
        json.put("laterality", identity.laterality().code());
        json.put("source", identity.source());
        identity.operator().ifPresent(text -> json.put("operator", text));
        json.put("task", capture.task());
        json.put("priority", capture.priority().name().toLowerCase(Locale.ROOT));
        json.put("arrivedAt", capture.arrivedAt().toString());
        json.put("sha256", capture.content().hex());
        json.put("bytes", capture.size());
        json.put("mediaType", capture.mediaType().mime());
        capture.fileName().ifPresent(text -> json.put("fileName", text));
        idempotencyKey.ifPresent(text -> json.put("idempotencyKey", text));
        return json.toPrettyString().getBytes(StandardCharsets.UTF_8);
    }

    /// Empty when the bytes are not a whole side file.
    static Optional<SideFile> parse(byte[] bytes) {
        try {
            JsonNode json = JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
            return json.path("format").asInt() == FORMAT ? Optional.of(read(json)) : Optional.empty();
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeParseException notWhole) {
            return Optional.empty();
        }
    }

    private static SideFile read(JsonNode json) {
        Identity identity = new Identity(
                required(json, "exam"),
                optional(json, "patient"),
                oneOf(Laterality.parse(required(json, "laterality")), json, "laterality"),
                required(json, "source"),
                optional(json, "operator"));
        Capture capture = new Capture(
                oneOf(CaptureId.parse(required(json, "id")), json, "id"),
                identity,
                required(json, "task"),
                Priority.valueOf(required(json, "priority").toUpperCase(Locale.ROOT)),
                Instant.parse(required(json, "arrivedAt")),
                new Sha256(required(json, "sha256")),
                json.path("bytes").asLong(),
                oneOf(mediaType(required(json, "mediaType")), json, "mediaType"),
                optional(json, "fileName"));
        return new SideFile(capture, optional(json, "idempotencyKey"));
    }

    private static Optional<MediaType> mediaType(String mime) {
        return Stream.of(MediaType.values())
                .filter(type -> type.mime().equals(mime))
                .findFirst();
    }

    private static Optional<String> optional(JsonNode json, String field) {
        return json.path(field).isTextual() ? Optional.of(json.path(field).textValue()) : Optional.empty();
    }

    private static String required(JsonNode json, String field) {
        return oneOf(optional(json, field), json, field);
    }

    private static <T> T oneOf(Optional<T> value, JsonNode json, String field) {
        return value.orElseThrow(
                () -> new IllegalArgumentException(field + " of a side file cannot be " + json.path(field)));
    }
}
