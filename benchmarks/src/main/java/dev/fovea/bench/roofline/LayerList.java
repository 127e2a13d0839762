package dev.fovea.bench.roofline;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The layers of a network with their real shapes: ONNX Runtime runs one image through it, unoptimised, and writes
/// down what each layer was given and gave.
public final class LayerList {
    private LayerList() {}

    /// @param network an ONNX file with one input of a fixed size but for the batch
    /// @param folder for what ONNX Runtime writes down; it is deleted again
    public static List<Layer> of(byte[] network, Path folder) {
        try {
            Path profile = Path.of(profiled(network, folder.resolve("layers")));
            List<Layer> layers = read(new ObjectMapper().readTree(profile.toFile()));
            Files.delete(profile);
            return layers;
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime does not take the network", e);
        } catch (IOException e) {
            throw new UncheckedIOException("what ONNX Runtime wrote down cannot be read", e);
        }
    }

    private static String profiled(byte[] network, Path prefix) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
            options.setIntraOpNumThreads(1);
            options.enableProfiling(prefix.toString());
            try (OrtSession session = environment.createSession(network, options)) {
                Map.Entry<String, NodeInfo> input =
                        session.getInputInfo().entrySet().iterator().next();
                String name = input.getKey();
                long[] shape =
                        ((TensorInfo) input.getValue().getInfo()).getShape().clone();
                shape[0] = 1;
                FloatBuffer zeros = FloatBuffer.allocate(
                        Math.toIntExact(java.util.Arrays.stream(shape).reduce(1, Math::multiplyExact)));
                try (OnnxTensor image = OnnxTensor.createTensor(environment, zeros, shape);
                        OrtSession.Result _ = session.run(Map.of(name, image))) {
                    return session.endProfiling();
                }
            }
        }
    }

    static List<Layer> read(JsonNode profile) {
        List<Layer> layers = new ArrayList<>();
        for (JsonNode event : profile) {
            JsonNode told = event.path("args");
            String name = event.path("name").asText();
            if (event.path("cat").asText().equals("Node") && name.endsWith("_kernel_time")) {
                layers.add(Layer.of(
                        name.substring(0, name.length() - "_kernel_time".length()),
                        told.path("op_name").asText(),
                        shapes(told.path("input_type_shape")),
                        shapes(told.path("output_type_shape"))));
            }
        }
        return layers;
    }

    /// `[{"float": [1, 3, 320, 320]}, ...]`.
    private static List<List<Long>> shapes(JsonNode tensors) {
        List<List<Long>> shapes = new ArrayList<>();
        for (JsonNode tensor : tensors) {
            for (JsonNode shape : tensor) {
                List<Long> sides = new ArrayList<>();
                shape.forEach(side -> sides.add(side.asLong()));
                shapes.add(sides);
            }
        }
        return shapes;
    }
}
