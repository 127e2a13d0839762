package dev.fovea.bench.bare;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/// One ONNX Runtime session as fast as its own API allows: direct input, pinned outputs, both made once. Thread-safe;
/// each thread takes its own [Runner].
public final class BareRuntime implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    /// @param network an ONNX file
    /// @param threads within one run
    public BareRuntime(byte[] network, int threads) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            session = environment.createSession(network, options);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime does not take the network", e);
        }
    }

    /// @param batch images per run
    public Runner runner(int batch) {
        try {
            return new Runner(batch);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime does not give its tensors", e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime does not close its session", e);
        }
    }

    /// Inputs and outputs of one thread.
    public final class Runner implements AutoCloseable {
        private final FloatBuffer input;
        private final Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
        private final Map<String, OnnxTensor> outputs = new LinkedHashMap<>();
        private final Map<String, FloatBuffer> answers = new LinkedHashMap<>();

        private Runner(int batch) throws OrtException {
            Map.Entry<String, NodeInfo> only =
                    session.getInputInfo().entrySet().iterator().next();
            input = tensor(only.getKey(), only.getValue(), batch, inputs);
            for (Map.Entry<String, NodeInfo> output : session.getOutputInfo().entrySet()) {
                answers.put(output.getKey(), tensor(output.getKey(), output.getValue(), batch, outputs));
            }
        }

        private FloatBuffer tensor(String name, NodeInfo node, int batch, Map<String, OnnxTensor> into)
                throws OrtException {
            long[] shape = ((TensorInfo) node.getInfo()).getShape().clone();
            shape[0] = batch;
            FloatBuffer buffer =
                    floats(Math.toIntExact(java.util.Arrays.stream(shape).reduce(1, Math::multiplyExact)));
            into.put(name, OnnxTensor.createTensor(environment, buffer, shape));
            return buffer;
        }

        /// To be filled before each run.
        public FloatBuffer input() {
            return input;
        }

        public FloatBuffer logits() {
            FloatBuffer logits = answers.get("logits");
            if (logits == null) {
                throw new IllegalStateException("the network has no output logits, only " + answers.keySet());
            }
            return logits;
        }

        public void run() {
            try (OrtSession.Result done = session.run(inputs, outputs)) {
                assert done.size() == outputs.size() : done.size();
            } catch (OrtException e) {
                throw new IllegalStateException("ONNX Runtime failed", e);
            }
        }

        @Override
        public void close() {
            inputs.values().forEach(OnnxValue::close);
            outputs.values().forEach(OnnxValue::close);
        }
    }

    /// A direct buffer in native order.
    public static FloatBuffer floats(int count) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(count, Float.BYTES))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }
}
