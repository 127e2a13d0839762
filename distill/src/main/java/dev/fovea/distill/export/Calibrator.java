package dev.fovea.distill.export;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.fovea.distill.export.Ranges.Range;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// Looks at the values inside a student while it grades images, to choose the steps of its whole-number forms. Uses
/// the graph that will be rounded, in ONNX Runtime, not the network it came from.
public final class Calibrator {
    private Calibrator() {}

    /// @param images each `[3, side, side]` as the network takes it, from training data only; a few hundred are
    /// plenty
    /// @throws ExportException when there is none, one has another size, or ONNX Runtime fails
    public static Ranges measure(StudentExport export, Iterable<float[]> images) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                OrtSession session = environment.createSession(export.writeOpen(), options)) {
            List<Range> ranges = new ArrayList<>(Collections.nCopies(export.values(), Range.NOTHING));
            int seen = 0;
            for (float[] image : images) {
                look(new Look(export, environment, session, ranges), image);
                seen++;
            }
            if (seen == 0) {
                throw new ExportException("calibration needs at least one image");
            }
            return new Ranges(ranges);
        } catch (OrtException e) {
            throw new ExportException("calibration failed in ONNX Runtime", e);
        }
    }

    private record Look(StudentExport export, OrtEnvironment environment, OrtSession session, List<Range> ranges) {}

    private static void look(Look at, float[] image) throws OrtException {
        int side = at.export.side();
        if (image.length != 3 * side * side) {
            throw new ExportException(
                    "a calibration image must have 3 x " + side + " x " + side + " numbers, had " + image.length);
        }
        try (OnnxTensor input = OnnxTensor.createTensor(
                        at.environment, FloatBuffer.wrap(image), new long[] {1, 3, side, side});
                OrtSession.Result result = at.session.run(Map.of(StudentExport.INPUT, input))) {
            if (!at.export.openValues().contains(0)) {
                widen(at.ranges, 0, FloatBuffer.wrap(image));
            }
            for (int value : at.export.openValues()) {
                OnnxTensor tensor =
                        (OnnxTensor) result.get(StudentExport.name(value)).orElseThrow();
                widen(at.ranges, value, tensor.getFloatBuffer());
            }
        }
    }

    private static void widen(List<Range> ranges, int value, FloatBuffer numbers) {
        Range range = ranges.get(value);
        float min = range.min();
        float max = range.max();
        while (numbers.hasRemaining()) {
            float number = numbers.get();
            if (!Float.isFinite(number)) {
                throw new ExportException(
                        "value " + value + " of the network is " + number + " on a calibration image");
            }
            min = Math.min(min, number);
            max = Math.max(max, number);
        }
        ranges.set(value, new Range(min, max));
    }
}
