package dev.fovea.engine.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.fovea.engine.NetworkShape;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;

/// The runtime's view of an engine's buffers for one batch size. Views of all sizes look at the same memory, so they
/// cost next to nothing; the runtime reads and writes it in place.
final class Pinned implements AutoCloseable {
    private final OnnxTensor input;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> outputs;

    /// An engine's memory: direct, native order, each with room for its largest batch.
    ///
    /// @param distance used only by a network that tells one
    record Buffers(FloatBuffer input, FloatBuffer logits, FloatBuffer map, FloatBuffer distance) {}

    private Pinned(NetworkShape shape, OnnxTensor input, Map<String, OnnxTensor> outputs) {
        this.input = input;
        this.outputs = outputs;
        inputs = Map.of(shape.input(), input);
    }

    static Pinned view(NetworkShape shape, int batch, Buffers buffers) throws OrtException {
        Map<String, OnnxTensor> outputs = new HashMap<>();
        outputs.put(shape.logits(), tensor(buffers.logits(), shape.classes(), batch, shape.classes()));
        outputs.put(
                shape.map(),
                tensor(buffers.map(), shape.mapSize(), batch, shape.classes(), shape.mapHeight(), shape.mapWidth()));
        if (shape.distance().isPresent()) {
            outputs.put(shape.distance().get(), tensor(buffers.distance(), 1, batch));
        }
        OnnxTensor input =
                tensor(buffers.input(), shape.inputSize(), batch, shape.channels(), shape.height(), shape.width());
        return new Pinned(shape, input, Map.copyOf(outputs));
    }

    Map<String, OnnxTensor> inputs() {
        return inputs;
    }

    /// The runtime's view of one image where it lies; for a batch of one. Close it after the run.
    ///
    /// @param image direct, native order
    OnnxTensor inputOver(FloatBuffer image) throws OrtException {
        return OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(), image.slice(), input.getInfo().getShape());
    }

    Map<String, OnnxTensor> outputs() {
        return outputs;
    }

    /// Frees the views, not the memory.
    @Override
    public void close() {
        input.close();
        outputs.values().forEach(OnnxTensor::close);
    }

    private static OnnxTensor tensor(FloatBuffer memory, int each, long... shape) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        return OnnxTensor.createTensor(environment, memory.slice(0, (int) shape[0] * each), shape);
    }
}
