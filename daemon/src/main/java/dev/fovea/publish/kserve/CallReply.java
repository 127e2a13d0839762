package dev.fovea.publish.kserve;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fovea.engine.Scores;
import dev.fovea.http.Json;
import dev.fovea.publish.kserve.Call.Output;
import dev.fovea.publish.kserve.Call.Wanted;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// The answer to a call: JSON, and behind it what is wanted as binary data.
final class CallReply {
    private final byte[] json;
    private final byte[] binary;

    private CallReply(byte[] json, byte[] binary) {
        this.json = json;
        this.binary = binary;
    }

    byte[] json() {
        return json;
    }

    /// What follows the JSON; may be empty.
    byte[] binary() {
        return binary;
    }

    static CallReply of(ServedModel model, Call call, List<Scores> answers) {
        ByteArrayOutputStream binary = new ByteArrayOutputStream();
        byte[] text = Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("model_name", model.name());
            json.writeStringField("model_version", model.version());
            if (call.id().isPresent()) {
                json.writeStringField("id", call.id().get());
            }
            json.writeArrayFieldStart("outputs");
            for (Wanted wanted : call.outputs()) {
                output(json, model, wanted, answers, binary);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
        return new CallReply(text, binary.toByteArray());
    }

    private static void output(
            JsonGenerator json, ServedModel model, Wanted wanted, List<Scores> answers, ByteArrayOutputStream binary)
            throws IOException {
        List<float[]> rows = answers.stream()
                .map(scores -> row(wanted.output(), model, scores))
                .toList();
        json.writeStartObject();
        json.writeStringField("name", wanted.output().name(model));
        if (wanted.best().isPresent()) {
            int count = Math.min(wanted.best().getAsInt(), model.classes().size());
            List<String> best = rows.stream()
                    .flatMap(row -> best(row, count, model.classes()).stream())
                    .toList();
            head(json, "BYTES", answers.size(), count);
            if (wanted.binary()) {
                binary(json, texts(best), binary);
            } else {
                json.writeArrayFieldStart("data");
                for (String one : best) {
                    json.writeString(one);
                }
                json.writeEndArray();
            }
        } else {
            head(json, "FP32", shape(wanted.output(), model, answers.size()));
            if (wanted.binary()) {
                binary(json, numbers(rows), binary);
            } else {
                json.writeArrayFieldStart("data");
                for (float[] row : rows) {
                    for (float number : row) {
                        json.writeNumber(number);
                    }
                }
                json.writeEndArray();
            }
        }
        json.writeEndObject();
    }

    private static float[] row(Output output, ServedModel model, Scores scores) {
        return switch (output) {
            case LOGITS -> scores.logits();
            case MAP -> scores.map();
            case PROBABILITIES -> model.probabilities().apply(scores.logits());
            case DISTANCE -> new float[] {(float) scores.distance().orElseThrow()};
        };
    }

    private static int[] shape(Output output, ServedModel model, int count) {
        var shape = model.shape();
        return switch (output) {
            case LOGITS, PROBABILITIES -> new int[] {count, shape.classes()};
            case MAP -> new int[] {count, shape.classes(), shape.mapHeight(), shape.mapWidth()};
            case DISTANCE -> new int[] {count};
        };
    }

    private static void head(JsonGenerator json, String datatype, int... shape) throws IOException {
        json.writeStringField("datatype", datatype);
        json.writeFieldName("shape");
        json.writeArray(shape, 0, shape.length);
    }

    private static void binary(JsonGenerator json, byte[] bytes, ByteArrayOutputStream binary) throws IOException {
        json.writeObjectFieldStart("parameters");
        json.writeNumberField("binary_data_size", bytes.length);
        json.writeEndObject();
        binary.writeBytes(bytes);
    }

    /// `value:index:label`, the largest first, as the classification extension has it.
    private static List<String> best(float[] row, int count, List<String> classes) {
        return IntStream.range(0, row.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> row[i]).reversed())
                .limit(count)
                .map(i -> String.format(Locale.ROOT, "%.6f:%d:%s", row[i], i, classes.get(i)))
                .toList();
    }

    private static byte[] numbers(List<float[]> rows) {
        int count = rows.stream().mapToInt(row -> row.length).sum();
        ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float[] row : rows) {
            for (float number : row) {
                bytes.putFloat(number);
            }
        }
        return bytes.array();
    }

    private static byte[] texts(List<String> texts) {
        List<byte[]> encoded = new ArrayList<>();
        for (String text : texts) {
            encoded.add(text.getBytes(StandardCharsets.UTF_8));
        }
        int size = encoded.stream().mapToInt(one -> one.length + Integer.BYTES).sum();
        ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        encoded.forEach(one -> bytes.putInt(one.length).put(one));
        return bytes.array();
    }
}
