package dev.fovea.distill.export;

import static dev.fovea.distill.export.OnnxWriter.whole;
import static dev.fovea.distill.export.OnnxWriter.wholes;

import dev.fovea.distill.net.CameraSpace;
import dev.fovea.distill.net.FeatureSpace;
import dev.fovea.distill.net.Novelty;
import java.util.List;

/// [Novelty#distance] as part of a student's file, in single precision in every form: variances of one part in ten
/// million count.
final class DistanceGraph {
    private final OnnxWriter graph;

    private DistanceGraph(OnnxWriter graph) {
        this.graph = graph;
    }

    /// @param features `[N, width]`, in the arithmetic's precision
    static void write(Arithmetic arithmetic, Novelty novelty, String features, int side) {
        OnnxWriter graph = arithmetic.graph;
        DistanceGraph made = new DistanceGraph(graph);
        String pooled = arithmetic.plain(features);
        String seen = made.inUnits("seen", made.of(novelty.features(), pooled), novelty.featureUnit());
        String figures = FiguresGraph.write(graph, StudentExport.INPUT, side);
        String looked = made.inUnits("looked", made.of(novelty.cameras(), figures), novelty.cameraUnit());
        graph.node("Max", List.of(seen, looked), StudentExport.DISTANCE);
        graph.output(StudentExport.DISTANCE);
    }

    private String of(FeatureSpace space, String features) {
        String off = graph.node(
                "Sub", List.of(features, floats("centre", space.centre(), space.centre().length)), "off_centre");
        String scaled =
                graph.node("Mul", List.of(off, floats("feature_scale", new double[] {space.scale()}, 1)), "scaled");
        String along = gemm(scaled, "directions", space.directions(), new double[space.directions().length]);
        String classes = gemm(scaled, "slopes", space.slopes(), space.offsets());
        String everywhere = graph.node("Sub", List.of(squares(scaled), squares(along)), "everywhere");
        return graph.node("Add", List.of(everywhere, least(classes)), "seen_sum");
    }

    private String of(CameraSpace space, String figures) {
        int width = space.centre().length;
        String off = graph.node("Sub", List.of(figures, floats("look_centre", space.centre(), width)), "off_look");
        String white = gemm(off, "whitening", space.whitening(), new double[width]);
        double[][] slopes = new double[space.sources().length][width];
        double[] offsets = new double[slopes.length];
        for (int source = 0; source < slopes.length; source++) {
            for (int i = 0; i < width; i++) {
                double mean = space.sources()[source][i];
                slopes[source][i] = -2 * mean;
                offsets[source] += mean * mean;
            }
        }
        String nearest = least(gemm(white, "cameras", slopes, offsets));
        return graph.node("Add", List.of(squares(white), nearest), "looked_sum");
    }

    /// Rounding may take a picture on a mean just below it.
    private String inUnits(String name, String distance, double unit) {
        String above = graph.node("Relu", List.of(distance), name + "_above");
        return graph.node("Mul", List.of(above, floats(name + "_unit", new double[] {1 / unit}, 1)), name);
    }

    private String least(String of) {
        return graph.node("ReduceMin", List.of(of), of + "_least", wholes("axes", 1), whole("keepdims", 0));
    }

    private String squares(String of) {
        return graph.node("ReduceSumSquare", List.of(of), of + "_squared", wholes("axes", 1), whole("keepdims", 0));
    }

    private String gemm(String in, String name, double[][] rows, double[] offsets) {
        double[] all = new double[rows.length * rows[0].length];
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, all, row * rows[0].length, rows[0].length);
        }
        String weights = floats(name, all, rows.length, rows[0].length);
        String bias = floats(name + "_offset", offsets, offsets.length);
        return graph.node("Gemm", List.of(in, weights, bias), name + "_of", whole("transB", 1));
    }

    private String floats(String name, double[] values, long... shape) {
        float[] made = new float[values.length];
        for (int i = 0; i < made.length; i++) {
            made[i] = (float) values[i];
        }
        return graph.floats(name, made, shape);
    }
}
