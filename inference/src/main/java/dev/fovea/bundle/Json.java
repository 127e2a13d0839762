package dev.fovea.bundle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// JSON as trees, read strictly: no key twice, nothing after the end. The tree is built here, token by token, because
/// setting up an object mapper would cost the start 0.2 s of processor time (measured cold on two x86 cores).
final class Json {
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /// Objects and lists within each other.
    private static final int DEPTH_MAX = 20;

    private Json() {}

    /// @throws BundleException naming the file and the place
    static JsonNode read(String file, byte[] content) {
        try (JsonParser parser = FACTORY.createParser(content)) {
            parser.nextToken();
            JsonNode tree = tree(file, parser, 0);
            if (parser.nextToken() != null) {
                throw wrong(file, "something follows its end", parser.currentLocation());
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new BundleException(file + " is not JSON: " + e.getOriginalMessage() + place(e.getLocation()), e);
        } catch (IOException e) {
            throw new BundleException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    static byte[] write(JsonNode tree) {
        return (tree.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode tree(String file, JsonParser parser, int depth) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null || depth > DEPTH_MAX) {
            throw wrong(file, token == null ? "it is empty" : "it is too deep", parser.currentLocation());
        }
        return switch (token) {
            case START_OBJECT -> object(file, parser, depth);
            case START_ARRAY -> array(file, parser, depth);
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_NUMBER_INT -> whole(parser);
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
            case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(token == JsonToken.VALUE_TRUE);
            case VALUE_NULL -> NODES.nullNode();
            case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new AssertionError("the parser hands out values only here, not " + token);
        };
    }

    private static JsonNode whole(JsonParser parser) throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.INT
                ? NODES.numberNode(parser.getIntValue())
                : NODES.numberNode(parser.getDoubleValue());
    }

    private static JsonNode object(String file, JsonParser parser, int depth) throws IOException {
        ObjectNode object = NODES.objectNode();
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            parser.nextToken();
            object.set(key, tree(file, parser, depth + 1));
        }
        return object;
    }

    private static JsonNode array(String file, JsonParser parser, int depth) throws IOException {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(tree(file, parser, depth + 1));
        }
        return array;
    }

    private static BundleException wrong(String file, String problem, JsonLocation location) {
        return new BundleException(file + " is not JSON: " + problem + place(location));
    }

    /// Empty when the parser does not say, as for a number of a thousand digits.
    private static String place(@Nullable JsonLocation location) {
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
