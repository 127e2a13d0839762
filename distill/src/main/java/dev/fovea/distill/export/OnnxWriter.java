package dev.fovea.distill.export;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes an ONNX graph node by node: opset 13, the newest that TensorRT 8.2 reads, in IR 8. Nodes must come in
/// the order they run.
final class OnnxWriter {
    static final int OPSET = 13;
    private static final int IR = 8;

    /// Element types, with their numbers in the format.
    enum Element {
        FLOAT(1),
        UINT8(2),
        INT8(3),
        INT32(6),
        INT64(7),
        FLOAT16(10);

        final int number;

        Element(int number) {
            this.number = number;
        }
    }

    private final List<Message> nodes = new ArrayList<>();
    private final List<Message> constants = new ArrayList<>();
    private final List<Message> inputs = new ArrayList<>();
    private final List<Message> outputs = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    /// An operation with one output.
    ///
    /// @return `out`
    String node(String operation, List<String> in, String out, Attribute... attributes) {
        if (!known.add(out)) {
            throw new IllegalArgumentException("two things in the graph are called " + out);
        }
        Message node = new Message();
        in.forEach(name -> node.text(1, name));
        node.text(2, out).text(3, operation + '_' + nodes.size()).text(4, operation);
        for (Attribute attribute : attributes) {
            node.message(5, attribute.message());
        }
        nodes.add(node);
        return out;
    }

    /// One setting of an operation.
    sealed interface Attribute {
        record Whole(String name, long value) implements Attribute {}

        @SuppressWarnings("ArrayRecordComponent") // Never compared.
        record Wholes(String name, long... values) implements Attribute {}

        record Text(String name, String value) implements Attribute {}

        default Message message() {
            return switch (this) {
                case Whole(String name, long value) ->
                    new Message().text(1, name).number(3, value).number(20, 2);
                case Text(String name, String value) ->
                    new Message().text(1, name).text(4, value).number(20, 3);
                case Wholes(String name, long[] values) -> {
                    Message message = new Message().text(1, name);
                    for (long value : values) {
                        message.number(8, value);
                    }
                    yield message.number(20, 7);
                }
            };
        }
    }

    static Attribute whole(String name, long value) {
        return new Attribute.Whole(name, value);
    }

    static Attribute wholes(String name, long... values) {
        return new Attribute.Wholes(name, values);
    }

    static Attribute text(String name, String value) {
        return new Attribute.Text(name, value);
    }

    /// @param shape none for a scalar
    /// @return `name`
    String floats(String name, float[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return constant(name, Element.FLOAT, bytes.array(), shape);
    }

    /// Rounded to half precision.
    ///
    /// @throws IllegalArgumentException for a value that half precision cannot hold
    String halves(String name, float[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            short half = Float.floatToFloat16(value);
            if (!Float.isFinite(Float.float16ToFloat(half))) {
                throw new IllegalArgumentException(name + " holds " + value + ", too large for half precision");
            }
            bytes.putShort(half);
        }
        return constant(name, Element.FLOAT16, bytes.array(), shape);
    }

    /// @param type INT8 or UINT8
    String octets(String name, Element type, byte[] values, long... shape) {
        return constant(name, type, values, shape);
    }

    String ints(String name, int[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        return constant(name, Element.INT32, bytes.array(), shape);
    }

    String longs(String name, long[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return constant(name, Element.INT64, bytes.array(), shape);
    }

    private String constant(String name, Element type, byte[] values, long... shape) {
        if (!known.add(name)) {
            throw new IllegalArgumentException("two things in the graph are called " + name);
        }
        Message tensor = new Message();
        for (long side : shape) {
            tensor.number(1, side);
        }
        constants.add(tensor.number(2, type.number).text(8, name).bytes(9, values));
        return name;
    }

    /// Single precision, any number of images.
    void input(String name, long... sidesOfOne) {
        known.add(name);
        inputs.add(described(name, sidesOfOne));
    }

    void output(String name, long... sidesOfOne) {
        outputs.add(described(name, sidesOfOne));
    }

    private static Message described(String name, long... sidesOfOne) {
        Message shape = new Message().message(1, new Message().text(2, "N"));
        for (long side : sidesOfOne) {
            shape.message(1, new Message().number(1, side));
        }
        Message tensor = new Message().number(1, Element.FLOAT.number).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    /// The whole file.
    byte[] model(Map<String, String> metadata) {
        Message graph = new Message();
        nodes.forEach(node -> graph.message(1, node));
        graph.text(2, "student");
        constants.forEach(constant -> graph.message(5, constant));
        inputs.forEach(input -> graph.message(11, input));
        outputs.forEach(output -> graph.message(12, output));
        Message model = new Message().number(1, IR).text(2, "fovea").message(7, graph);
        model.message(8, new Message().text(1, "").number(2, OPSET));
        metadata.forEach(
                (key, value) -> model.message(14, new Message().text(1, key).text(2, value)));
        return model.toBytes();
    }
}
