package dev.fovea.engine;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// A network small enough to compute by hand, with the shape of the real ones: three channels of 2 x 2 pixels in, two
/// classes out. Each map cell is the sum of its pixel's channels, weighted per class; each logit is the mean of its
/// class's four cells plus the bias. As an ONNX file it is two nodes deep.
public final class TinyNetwork {
    public static final NetworkShape SHAPE = new NetworkShape("input", 3, 2, 2, "logits", "cam", 2, 2, 2);
    /// Told too: half the sum of the squares of the two means of the maps.
    public static final NetworkShape SHAPE_WITH_DISTANCE =
            new NetworkShape("input", 3, 2, 2, "logits", "cam", 2, 2, 2, Optional.of("distance"));
    /// Per class, the weight of each channel.
    private static final float[][] WEIGHTS = {{1, 2, 3}, {-1, 0.5f, 0}};
    /// Per class.
    private static final float[] BIAS = {0.5f, -0.25f};

    private TinyNetwork() {}

    public static Network network() {
        return network(SHAPE);
    }

    /// The same file, with its third output in use.
    public static Network networkWithDistance() {
        return network(SHAPE_WITH_DISTANCE);
    }

    /// The same file with another promise about it.
    public static Network network(NetworkShape promised) {
        return new Network(onnx(), "fp32", promised, List.of(0.5, -0.25), 1e-4f);
    }

    /// An image in which every pixel of channel c is `channels[c]`.
    public static FloatBuffer image(float... channels) {
        FloatBuffer image = ByteBuffer.allocateDirect(Float.BYTES * SHAPE.inputSize())
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        for (float channel : channels) {
            for (int pixel = 0; pixel < 4; pixel++) {
                image.put(channel);
            }
        }
        return image.flip();
    }

    /// The answer, computed here.
    public static Scores answer(FloatBuffer image) {
        float[] map = new float[SHAPE.mapSize()];
        float[] logits = new float[SHAPE.classes()];
        for (int c = 0; c < 2; c++) {
            float sum = 0;
            for (int pixel = 0; pixel < 4; pixel++) {
                for (int channel = 0; channel < 3; channel++) {
                    map[4 * c + pixel] += WEIGHTS[c][channel] * image.get(image.position() + 4 * channel + pixel);
                }
                sum += map[4 * c + pixel];
            }
            logits[c] = sum / 4 + BIAS[c];
        }
        return new Scores(logits, map);
    }

    /// What the third output says to an image whose logits are these, computed here.
    public static float distance(float[] logits) {
        float one = logits[0] - BIAS[0];
        float other = logits[1] - BIAS[1];
        return (one * one + other * other) / 2;
    }

    /// The ONNX file: Conv 1x1 without bias = cam; GlobalAveragePool, Flatten, Add bias = logits; beside
    /// them Mul by itself, MatMul with halves = distance.
    public static byte[] onnx() {
        Message graph = new Message();
        graph.message(1, node("Conv", "cam", "input", "weights"));
        graph.message(1, node("GlobalAveragePool", "pooled", "cam"));
        graph.message(1, node("Flatten", "flat", "pooled"));
        graph.message(1, node("Add", "logits", "flat", "bias"));
        graph.message(1, node("Mul", "squares", "flat", "flat"));
        graph.message(1, node("MatMul", "distance", "squares", "halves"));
        graph.text(2, "tiny");
        graph.message(5, tensor("weights", new float[] {1, 2, 3, -1, 0.5f, 0}, 2, 3, 1, 1));
        graph.message(5, tensor("bias", BIAS, 1, 2));
        graph.message(5, tensor("halves", new float[] {0.5f, 0.5f}, 2));
        graph.message(11, value("input", 3, 2, 2));
        graph.message(12, value("logits", 2));
        graph.message(12, value("cam", 2, 2, 2));
        graph.message(12, value("distance"));
        Message opset = new Message().text(1, "").number(2, 13);
        return new Message()
                .number(1, 8)
                .message(7, graph)
                .message(8, opset)
                .bytes
                .toByteArray();
    }

    private static Message node(String operator, String output, String... inputs) {
        Message node = new Message();
        for (String input : inputs) {
            node.text(1, input);
        }
        return node.text(2, output).text(3, operator).text(4, operator);
    }

    private static Message tensor(String name, float[] values, long... sizes) {
        Message tensor = new Message();
        for (long size : sizes) {
            tensor.number(1, size);
        }
        ByteBuffer raw = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return tensor.number(2, 1).text(8, name).raw(9, raw.array());
    }

    private static Message value(String name, long... sizes) {
        Message shape = new Message().message(1, new Message().text(2, "N"));
        for (long size : sizes) {
            shape.message(1, new Message().number(1, size));
        }
        Message type = new Message().message(1, new Message().number(1, 1).message(2, shape));
        return new Message().text(1, name).message(2, type);
    }

    /// One protobuf message, as far as an ONNX file needs it.
    private static final class Message {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message text(int field, String value) {
            return raw(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return raw(field, value.bytes.toByteArray());
        }

        Message raw(int field, byte[] value) {
            varint(((long) field << 3) | 2);
            varint(value.length);
            bytes.writeBytes(value);
            return this;
        }

        private void varint(long value) {
            long left = value;
            while ((left & ~0x7FL) != 0) {
                bytes.write((int) ((left & 0x7F) | 0x80));
                left >>>= 7;
            }
            bytes.write((int) left);
        }
    }
}
