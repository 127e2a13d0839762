package dev.fovea.distill.export;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Map;

/// Runs an exported file in ONNX Runtime.
final class Grader implements AutoCloseable {
    @SuppressWarnings("ArrayRecordComponent") // Carries bulk numbers; never compared.
    record Answer(float[] logits, float[] map) {}

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    Grader(byte[] file) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            session = environment.createSession(file, options);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    Map<String, String> metadata() {
        try {
            return session.getMetadata().getCustomMetadata();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    Answer answer(float[] images, long... shape) {
        try (OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(images), shape);
                OrtSession.Result result = session.run(Map.of(StudentExport.INPUT, input))) {
            return new Answer(floats(result, StudentExport.LOGITS), floats(result, StudentExport.MAP));
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private static float[] floats(OrtSession.Result result, String name) {
        FloatBuffer buffer = ((OnnxTensor) result.get(name).orElseThrow()).getFloatBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
