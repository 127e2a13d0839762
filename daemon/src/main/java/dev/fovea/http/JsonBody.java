package dev.fovea.http;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A small body such as `{"author":"ab","text":"..."}`, read as strictly as a [Query]: a flat object of texts,
/// and a field nobody knows is refused.
public final class JsonBody {
    /// The largest such body.
    public static final int BYTES_MAX = 16 << 10;

    private final Map<String, String> values;

    private JsonBody(Map<String, String> values) {
        this.values = values;
    }

    /// @throws Refusal 400 for what is no such object, 413 for one over [#BYTES_MAX]
    public static JsonBody of(ServerRequest request, String... known) {
        BodyStream body = new BodyStream(
                request.content().inputStream(), BYTES_MAX, request.headers().contentLength());
        try (JsonParser json = Json.FACTORY.createParser(body)) {
            return new JsonBody(read(json, List.of(known)));
        } catch (StreamConstraintsException | JsonParseException e) {
            throw Refusal.badRequest("the body is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw body.refusal().orElseGet(() -> Refusal.badRequest("the body cannot be read: " + e.getMessage()));
        }
    }

    private static Map<String, String> read(JsonParser json, List<String> known) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw Refusal.badRequest("the body must be a JSON object");
        }
        Map<String, String> values = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (!known.contains(name)) {
                throw Refusal.badRequest(
                        "unknown field \"" + name + "\"; the known ones are " + String.join(", ", known));
            }
            switch (json.nextToken()) {
                case VALUE_STRING -> values.put(name, json.getText());
                case VALUE_NULL -> values.remove(name);
                case null, default -> throw Refusal.badRequest(name + " must be a text");
            }
        }
        if (json.nextToken() != null) {
            throw Refusal.badRequest("the body must be one JSON object and nothing after it");
        }
        return values;
    }

    /// Empty when absent, null or blank.
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
    }

    /// @throws Refusal 400 naming the field when it is absent, null or blank
    public String required(String name) {
        return text(name).orElseThrow(() -> Refusal.badRequest(name + " must be given"));
    }
}
