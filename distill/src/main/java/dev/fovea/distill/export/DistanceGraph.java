package dev.fovea.distill.export;

import static dev.fovea.distill.export.OnnxWriter.whole;
import static dev.fovea.distill.export.OnnxWriter.wholes;

import dev.fovea.distill.net.FeatureSpace;
import java.util.List;

/// [FeatureSpace#distance] as part of a student's file.
final class DistanceGraph {
    private DistanceGraph() {}

    /// @param features `[N, width]`
    static void write(Arithmetic arithmetic, FeatureSpace space, String features) {
        OnnxWriter graph = arithmetic.graph;
        int width = space.centre().length;
        String centre = arithmetic.constant("centre", floats(space.centre()), width);
        String off = graph.node("Sub", List.of(features, centre), "off_centre");
        String scale = arithmetic.constant("feature_scale", new float[] {(float) space.scale()}, 1);
        String scaled = graph.node("Mul", List.of(off, scale), "scaled");
        String along =
                gemm(arithmetic, scaled, "directions", space.directions(), new double[space.directions().length]);
        String classes = gemm(arithmetic, scaled, "slopes", space.slopes(), space.offsets());
        String nearest = graph.node("ReduceMin", List.of(classes), "nearest", wholes("axes", 1), whole("keepdims", 0));
        String everywhere = graph.node("Sub", List.of(squares(graph, scaled), squares(graph, along)), "everywhere");
        String sum = graph.node("Add", List.of(everywhere, nearest), "distance_sum");
        // Rounding may take a picture on a mean just below it.
        arithmetic.leave(graph.node("Relu", List.of(sum), "distance_own"), StudentExport.DISTANCE);
        graph.output(StudentExport.DISTANCE);
    }

    private static String squares(OnnxWriter graph, String of) {
        return graph.node("ReduceSumSquare", List.of(of), of + "_squared", wholes("axes", 1), whole("keepdims", 0));
    }

    private static String gemm(Arithmetic arithmetic, String in, String name, double[][] rows, double[] offsets) {
        float[] all = new float[rows.length * rows[0].length];
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(floats(rows[row]), 0, all, row * rows[0].length, rows[0].length);
        }
        String weights = arithmetic.constant(name, all, rows.length, rows[0].length);
        String bias = arithmetic.constant(name + "_offset", floats(offsets), offsets.length);
        return arithmetic.graph.node("Gemm", List.of(in, weights, bias), name + "_of", whole("transB", 1));
    }

    private static float[] floats(double[] values) {
        float[] made = new float[values.length];
        for (int i = 0; i < made.length; i++) {
            made[i] = (float) values[i];
        }
        return made;
    }
}
