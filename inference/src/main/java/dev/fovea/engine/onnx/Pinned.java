package dev.fovea.engine.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.fovea.engine.NetworkShape;
import java.nio.FloatBuffer;
import java.util.Map;

/// The runtime's view of an engine's buffers for one batch size. Views of all sizes look at the same memory, so they
/// cost next to nothing; the runtime reads and writes it in place.
final class Pinned implements AutoCloseable {
    private final OnnxTensor input;
    private final OnnxTensor logits;
    private final OnnxTensor map;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> outputs;

    private Pinned(NetworkShape shape, OnnxTensor input, OnnxTensor logits, OnnxTensor map) {
        this.input = input;
        this.logits = logits;
        this.map = map;
        inputs = Map.of(shape.input(), input);
        outputs = Map.of(shape.logits(), logits, shape.map(), map);
    }

    /// @param input direct, native order, room for `batch` images or more; so the others
    static Pinned view(NetworkShape shape, int batch, FloatBuffer input, FloatBuffer logits, FloatBuffer map)
            throws OrtException {
        return new Pinned(
                shape,
                tensor(input, shape.inputSize(), batch, shape.channels(), shape.height(), shape.width()),
                tensor(logits, shape.classes(), batch, shape.classes()),
                tensor(map, shape.mapSize(), batch, shape.classes(), shape.mapHeight(), shape.mapWidth()));
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
        logits.close();
        map.close();
    }

    private static OnnxTensor tensor(FloatBuffer memory, int each, long... shape) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        return OnnxTensor.createTensor(environment, memory.slice(0, (int) shape[0] * each), shape);
    }
}
