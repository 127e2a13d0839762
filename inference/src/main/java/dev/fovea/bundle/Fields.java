package dev.fovea.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Reads one JSON object key by key and complains by key: missing, of the wrong kind, out of range, or unknown.
/// Read every key, then call [#end].
final class Fields {
    /// The longest text, characters.
    private static final int TEXT_MAX = 2000;
    /// The longest list or map.
    private static final int SIZE_MAX = 1000;

    private final String path;
    private final JsonNode object;
    private final Set<String> unread;

    private Fields(String path, JsonNode object) {
        this.path = path;
        this.object = object;
        unread = new TreeSet<>();
        object.fieldNames().forEachRemaining(unread::add);
    }

    /// @param where the file, and the key within it when there is one, for messages
    static Fields of(String where, JsonNode node) {
        if (!node.isObject()) {
            throw new BundleException(where + " must be an object, was " + kind(node));
        }
        return new Fields(where, node);
    }

    /// Whether an optional key is there. It counts as read only when it is read.
    boolean has(String key) {
        return object.has(key);
    }

    String text(String key) {
        JsonNode node = get(key);
        if (!node.isTextual() || node.textValue().isBlank() || node.textValue().length() > TEXT_MAX) {
            throw wrong(key, "a text of 1 to " + TEXT_MAX + " characters", node);
        }
        return node.textValue();
    }

    String text(String key, Pattern form) {
        String text = text(key);
        if (!form.matcher(text).matches()) {
            throw wrong(key, "like " + form.pattern(), get(key));
        }
        return text;
    }

    String oneOf(String key, Set<String> allowed) {
        String text = text(key);
        if (!allowed.contains(text)) {
            throw wrong(key, "one of " + new TreeSet<>(allowed), get(key));
        }
        return text;
    }

    /// What a word stands for.
    <T> T choice(String key, Map<String, T> choices) {
        T value = choices.get(text(key));
        if (value == null) {
            throw wrong(key, "one of " + new TreeSet<>(choices.keySet()), get(key));
        }
        return value;
    }

    boolean flag(String key) {
        JsonNode node = get(key);
        if (!node.isBoolean()) {
            throw wrong(key, "true or false", node);
        }
        return node.booleanValue();
    }

    int whole(String key, int min, int max) {
        JsonNode node = get(key);
        if (!node.isInt() || node.intValue() < min || node.intValue() > max) {
            throw wrong(key, "a whole number from " + min + " to " + max, node);
        }
        return node.intValue();
    }

    double number(String key, double min, double max) {
        return number(key, get(key), min, max);
    }

    List<Double> numbers(String key, double min, double max) {
        List<Double> values = new ArrayList<>();
        for (JsonNode node : array(key)) {
            values.add(number(key + "[" + values.size() + "]", node, min, max));
        }
        return List.copyOf(values);
    }

    /// Exactly so many numbers: the manifest said how many, so the limit on lists does not apply.
    List<Double> numbers(String key, int count, double min, double max) {
        JsonNode node = get(key);
        if (!node.isArray() || node.size() != count) {
            String found = node.isArray() ? String.valueOf(node.size()) : kind(node);
            throw new BundleException(under(key) + " must be " + count + " numbers, were " + found);
        }
        List<Double> values = new ArrayList<>(count);
        for (JsonNode item : node) {
            values.add(number(key + "[" + values.size() + "]", item, min, max));
        }
        return List.copyOf(values);
    }

    Fields object(String key) {
        return of(under(key), get(key));
    }

    /// A list of objects, at least one.
    <T> List<T> list(String key, Function<Fields, T> reader) {
        List<T> items = new ArrayList<>();
        for (JsonNode node : array(key)) {
            Fields fields = of(under(key + "[" + items.size() + "]"), node);
            items.add(reader.apply(fields));
            fields.end();
        }
        return List.copyOf(items);
    }

    /// An object whose keys are free; its values in the order of the file.
    <T> Map<String, T> map(String key, BiFunction<Fields, String, T> reader) {
        Fields fields = object(key);
        if (fields.object.size() > SIZE_MAX) {
            throw new BundleException(fields.path + " must have at most " + SIZE_MAX + " entries");
        }
        Map<String, T> values = new LinkedHashMap<>();
        fields.object.fieldNames().forEachRemaining(name -> values.put(name, reader.apply(fields, name)));
        fields.end();
        return values;
    }

    /// To be called last: what has not been read is not known.
    void end() {
        if (!unread.isEmpty()) {
            throw new BundleException(path + " has unknown keys: " + String.join(", ", unread));
        }
    }

    /// The full name of a key, for messages.
    String under(String key) {
        return path.endsWith(":") ? path + " " + key : path + "." + key;
    }

    private JsonNode get(String key) {
        unread.remove(key);
        JsonNode node = object.get(key);
        if (node == null) {
            throw new BundleException(under(key) + " is missing");
        }
        return node;
    }

    private JsonNode array(String key) {
        JsonNode node = get(key);
        if (!node.isArray() || node.isEmpty() || node.size() > SIZE_MAX) {
            throw wrong(key, "a list of 1 to " + SIZE_MAX + " items", node);
        }
        return node;
    }

    private double number(String key, JsonNode node, double min, double max) {
        double value = node.isNumber() ? node.doubleValue() : Double.NaN;
        if (!(value >= min && value <= max)) {
            throw wrong(key, "a number from " + min + " to " + max, node);
        }
        return value;
    }

    private BundleException wrong(String key, String wanted, JsonNode node) {
        String text = node.toString();
        String shown = text.length() > 60 ? text.substring(0, 60) + "..." : text;
        return new BundleException(under(key) + " must be " + wanted + ", was " + shown);
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "a list";
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL, MISSING -> "nothing";
            case OBJECT, POJO, BINARY -> "something else";
        };
    }
}
