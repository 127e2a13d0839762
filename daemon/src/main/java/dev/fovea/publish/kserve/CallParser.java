package dev.fovea.publish.kserve;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fovea.http.Refusal;
import dev.fovea.publish.kserve.CallText.InputText;
import dev.fovea.publish.kserve.CallText.Nested;
import dev.fovea.publish.kserve.CallText.OutputText;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Reads the JSON of an infer request as it streams by; a tensor's numbers go straight into buffers. Used by one
/// thread.
///
/// Keys it does not know are passed over, as the protocol wants; values it does know are checked by name.
final class CallParser {
    private static final int ID_MAX = 256;
    private static final int RANK_MAX = 8;
    private static final int PARAMETERS_MAX = 32;
    private static final int OUTPUTS_MAX = 16;

    private final JsonParser json;
    private final Tensors.Lease tensors;
    private final int imageSize;
    private final int imagesMax;
    private Optional<String> id = Optional.empty();
    private Map<String, Object> parameters = Map.of();
    private final List<InputText> inputs = new ArrayList<>();
    private final List<OutputText> outputs = new ArrayList<>();

    /// @param imageSize floats in one image of the model
    CallParser(JsonParser json, Tensors.Lease tensors, int imageSize, int imagesMax) {
        this.json = json;
        this.tensors = tensors;
        this.imageSize = imageSize;
        this.imagesMax = imagesMax;
    }

    /// Reads one object and stops behind it.
    ///
    /// @throws Refusal 400 naming what is wrong
    CallText read() throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw Refusal.badRequest("an infer request must be a JSON object");
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            json.nextToken();
            switch (key) {
                case "id" -> id = Optional.of(id());
                case "parameters" -> parameters = parameters("the request");
                case "inputs" -> list("inputs", 1, this::input);
                case "outputs" -> list("outputs", OUTPUTS_MAX, this::output);
                default -> json.skipChildren();
            }
        }
        return new CallText(
                id, timeout(), flag(parameters, "binary_data_output").orElse(false), inputs, outputs);
    }

    private String id() throws IOException {
        String text = text("id");
        if (text.length() > ID_MAX) {
            throw Refusal.badRequest("id must be at most " + ID_MAX + " characters, was " + text.length());
        }
        return text;
    }

    private interface Item {
        void read(int index) throws IOException;
    }

    private void list(String name, int countMax, Item item) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw Refusal.badRequest(name + " must be an array, was " + shown());
        }
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw Refusal.badRequest(name + "[" + count + "] must be an object, was " + shown());
            }
            if (count == countMax) {
                throw Refusal.badRequest(name + " must be at most " + countMax + ", has more");
            }
            item.read(count);
            count++;
        }
    }

    private void input(int index) throws IOException {
        String name = "";
        String datatype = "";
        List<Long> shape = List.of();
        Optional<Nested> data = Optional.empty();
        Map<String, Object> given = Map.of();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            json.nextToken();
            String known = name.isEmpty() ? "inputs[" + index + "]" : name;
            switch (key) {
                case "name" -> name = text("inputs[" + index + "].name");
                case "datatype" -> datatype = text("datatype of input \"" + known + "\"");
                case "shape" -> shape = shape(known);
                case "data" -> data = Optional.of(data(known));
                case "parameters" -> given = parameters("input \"" + known + "\"");
                default -> json.skipChildren();
            }
        }
        noSharedMemory(given);
        inputs.add(new InputText(name, datatype, shape, data, binarySize(given)));
    }

    private List<Long> shape(String input) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw Refusal.badRequest("shape of input \"" + input + "\" must be an array, was " + shown());
        }
        List<Long> shape = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            boolean whole = json.currentToken() == JsonToken.VALUE_NUMBER_INT
                    && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
            if (!whole || json.getLongValue() < 0 || shape.size() == RANK_MAX) {
                throw Refusal.badRequest("shape of input \"" + input + "\" must be up to " + RANK_MAX
                        + " whole numbers from 0 on, has " + shown());
            }
            shape.add(json.getLongValue());
        }
        return List.copyOf(shape);
    }

    private Nested data(String input) throws IOException {
        Rows rows = new Rows(tensors, input, imageSize, imagesMax);
        Nest nest = new Nest(input, rows);
        nest.read(json);
        return new Nested(nest, rows);
    }

    private static OptionalLong binarySize(Map<String, Object> given) {
        Object size = given.get("binary_data_size");
        if (size == null) {
            return OptionalLong.empty();
        }
        if (size instanceof Long bytes && bytes >= 0) {
            return OptionalLong.of(bytes);
        }
        throw Refusal.badRequest("binary_data_size must be a whole number from 0 on, was " + size);
    }

    private void output(int index) throws IOException {
        String name = "";
        Map<String, Object> given = Map.of();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            json.nextToken();
            switch (key) {
                case "name" -> name = text("outputs[" + index + "].name");
                case "parameters" -> given = parameters("outputs[" + index + "]");
                default -> json.skipChildren();
            }
        }
        noSharedMemory(given);
        outputs.add(new OutputText(name, best(given), flag(given, "binary_data")));
    }

    private static OptionalInt best(Map<String, Object> given) {
        Object best = given.get("classification");
        if (best == null) {
            return OptionalInt.empty();
        }
        if (best instanceof Long count && count >= 0 && count <= Integer.MAX_VALUE) {
            return OptionalInt.of(count.intValue());
        }
        throw Refusal.badRequest("classification must be a whole number, was " + best);
    }

    /// Values are texts, numbers or truth values, as the protocol has it.
    private Map<String, Object> parameters(String owner) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw Refusal.badRequest("parameters of " + owner + " must be an object, was " + shown());
        }
        Map<String, Object> values = new HashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            Object value = switch (json.nextToken()) {
                case VALUE_TRUE -> true;
                case VALUE_FALSE -> false;
                case VALUE_STRING -> json.getText();
                case VALUE_NUMBER_INT -> whole();
                case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
                default ->
                    throw Refusal.badRequest("parameter " + key + " of " + owner
                            + " must be a text, a number or a truth value, was " + shown());
            };
            values.put(key, value);
            if (values.size() > PARAMETERS_MAX) {
                throw Refusal.badRequest("parameters of " + owner + " must be at most " + PARAMETERS_MAX);
            }
        }
        return values;
    }

    private Object whole() throws IOException {
        return json.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? json.getText() : json.getLongValue();
    }

    /// The schedule policy extension. Its timeout counts; its priority is checked and has no effect, because what comes
    /// through this door never goes before a patient.
    private Optional<Duration> timeout() {
        Object priority = parameters.getOrDefault("priority", 0L);
        if (!(priority instanceof Long level) || level < 0 || level > 3) {
            throw Refusal.badRequest("priority must be 0 to 3, was " + priority);
        }
        Object timeout = parameters.getOrDefault("timeout", 0L);
        if (!(timeout instanceof Long micros)
                || micros < 0
                || micros > Duration.ofDays(1).toNanos() / 1000) {
            throw Refusal.badRequest("timeout must be microseconds from 0 to a day, was " + timeout);
        }
        return Optional.of(Duration.of(micros, ChronoUnit.MICROS)).filter(Duration::isPositive);
    }

    private static Optional<Boolean> flag(Map<String, Object> given, String name) {
        Object value = given.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Boolean flag) {
            return Optional.of(flag);
        }
        throw Refusal.badRequest(name + " must be true or false, was " + value);
    }

    private static void noSharedMemory(Map<String, Object> given) {
        if (given.keySet().stream().anyMatch(name -> name.startsWith("shared_memory"))) {
            throw Refusal.badRequest("shared memory is not offered here");
        }
    }

    private String text(String name) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw Refusal.badRequest(name + " must be a text, was " + shown());
        }
        return json.getText();
    }

    private String shown() throws IOException {
        String text = String.valueOf(json.getText());
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }
}
