package dev.fovea.distill.cli;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.fovea.distill.export.ExportException;
import dev.fovea.distill.export.StudentExport;
import java.nio.FloatBuffer;
import java.util.Map;

/// Runs an exported file in ONNX Runtime, a picture at a time, to hold it against the network it came from. One
/// thread.
final class OnnxGrader implements AutoCloseable {
    /// @param map class by class, row by row
    /// @param distance from the training pictures
    @SuppressWarnings("ArrayRecordComponent") // Bulk numbers; never compared.
    record Answer(float[] logits, float[] map, float distance) {}

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final int side;

    OnnxGrader(byte[] file, int side) {
        this.side = side;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            session = environment.createSession(file, options);
        } catch (OrtException e) {
            throw new ExportException("ONNX Runtime cannot load the exported student", e);
        }
    }

    Answer answer(float[] image) {
        long[] shape = {1, 3, side, side};
        try (OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(image), shape);
                OrtSession.Result result = session.run(Map.of(StudentExport.INPUT, input))) {
            return new Answer(
                    floats(result, StudentExport.LOGITS),
                    floats(result, StudentExport.MAP),
                    floats(result, StudentExport.DISTANCE)[0]);
        } catch (OrtException e) {
            throw new ExportException("the exported student does not run", e);
        }
    }

    private static float[] floats(OrtSession.Result result, String name) {
        OnnxTensor tensor = (OnnxTensor) result.get(name).orElseThrow();
        FloatBuffer buffer = tensor.getFloatBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new ExportException("the exported student cannot be closed", e);
        }
    }
}
