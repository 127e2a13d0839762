package dev.fovea.publish.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// As much of JSON Schema as our own document uses: types, required and forbidden keys, enumerations, references.
public final class Schemas {
    private final JsonNode document;

    Schemas(JsonNode document) {
        this.document = document;
    }

    /// Those of the document we serve.
    public static Schemas published() {
        return new Schemas(RestTest.parse(OpenApiRoute.document()));
    }

    public void check(String name, JsonNode value) {
        List<String> faults = new ArrayList<>();
        check(document.at("/components/schemas/" + name), value, name, faults);
        assertThat(faults).as(name + " against its schema").isEmpty();
    }

    private void check(JsonNode schema, JsonNode value, String where, List<String> faults) {
        if (schema.isMissingNode()) {
            faults.add(where + " has no schema");
        } else if (schema.has("$ref")) {
            check(document.at(schema.get("$ref").asText().substring(1)), value, where, faults);
        } else if (schema.has("anyOf")) {
            anyOf(schema, value, where, faults);
        } else {
            type(schema, value, where, faults);
            object(schema, value, where, faults);
            if (value.isArray() && schema.has("items")) {
                value.forEach(item -> check(schema.path("items"), item, where + "[]", faults));
            }
        }
    }

    private void anyOf(JsonNode schema, JsonNode value, String where, List<String> faults) {
        List<String> best = List.of();
        for (JsonNode choice : schema.get("anyOf")) {
            List<String> own = new ArrayList<>();
            check(choice, value, where, own);
            if (own.isEmpty()) {
                return;
            }
            best = own.size() > best.size() ? own : best;
        }
        faults.addAll(best);
    }

    private static void type(JsonNode schema, JsonNode value, String where, List<String> faults) {
        List<String> types = new ArrayList<>();
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            type.forEach(one -> types.add(one.asText()));
        } else {
            types.add(type.asText());
        }
        boolean fits = types.stream().anyMatch(one -> switch (one) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> false;
        });
        if (!fits) {
            faults.add(where + " must be " + types + ", was " + value);
        }
        if (schema.has("enum")) {
            boolean listed = false;
            for (JsonNode one : schema.get("enum")) {
                listed |= one.equals(value);
            }
            if (!listed) {
                faults.add(where + " must be one of " + schema.get("enum") + ", was " + value);
            }
        }
    }

    private void object(JsonNode schema, JsonNode value, String where, List<String> faults) {
        if (!value.isObject()) {
            return;
        }
        schema.path("required").forEach(key -> {
            if (!value.has(key.asText())) {
                faults.add(where + " lacks " + key.asText());
            }
        });
        value.properties().forEach(field -> {
            JsonNode known = schema.path("properties").path(field.getKey());
            JsonNode others = schema.path("additionalProperties");
            if (!known.isMissingNode()) {
                check(known, field.getValue(), where + "." + field.getKey(), faults);
            } else if (others.isBoolean() && !others.asBoolean()) {
                faults.add(where + "." + field.getKey() + " is not described");
            } else if (others.isObject()) {
                check(others, field.getValue(), where + "." + field.getKey(), faults);
            }
        });
    }
}
