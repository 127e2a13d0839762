package dev.fovea.distill.export;

import static dev.fovea.distill.export.OnnxWriter.text;
import static dev.fovea.distill.export.OnnxWriter.whole;
import static dev.fovea.distill.export.OnnxWriter.wholes;

import dev.fovea.distill.net.LocalNormalisation;
import java.util.List;

/// The same sums as [LocalNormalisation#apply], in single precision in every form of a file: what it tells
/// apart is finer than a step of int8.
final class NormalisationGraph {
    private final OnnxWriter graph;
    private final LocalNormalisation stage;

    private NormalisationGraph(OnnxWriter graph, LocalNormalisation stage) {
        this.graph = graph;
        this.stage = stage;
    }

    static String write(OnnxWriter graph, LocalNormalisation stage, String in, String out) {
        return new NormalisationGraph(graph, stage).write(in, out);
    }

    private String write(String in, String out) {
        String brightest = graph.node("ReduceMax", List.of(in), "brightest", wholes("axes", 1), whole("keepdims", 1));
        String above = graph.node("Add", List.of(brightest, number("black", LocalNormalisation.BLACK)), "above_black");
        String steep = graph.node("Mul", List.of(above, number("steepness", LocalNormalisation.STEEPNESS)), "steep");
        String lit = graph.node("Clip", List.of(steep, scalar("none", 0), scalar("whole", 1)), "lit");
        String inside = graph.node("Mul", List.of(in, lit), "inside");
        String share =
                graph.node("Add", List.of(grid(lit, "share"), number("empty", LocalNormalisation.EMPTY)), "lit_share");
        String mean = graph.node("Div", List.of(grid(inside, "sum"), share), "mean");
        String squares = graph.node("Mul", List.of(inside, in), "squares");
        String meanSquare = graph.node("Div", List.of(grid(squares, "square_sum"), share), "mean_square");
        String squareMean = graph.node("Mul", List.of(mean, mean), "square_mean");
        String spread = graph.node("Sub", List.of(meanSquare, squareMean), "spread");
        String root = graph.node("Sqrt", List.of(graph.node("Relu", List.of(spread), "variance")), "root");
        String deviation = graph.node("Add", List.of(root, number("floor", stage.floor())), "deviation");
        String centred = graph.node("Sub", List.of(in, everywhere(mean)), "centred");
        String even = graph.node("Div", List.of(centred, everywhere(deviation)), "even");
        return graph.node("Mul", List.of(even, lit), out);
    }

    private String grid(String in, String out) {
        int edge = stage.kernel() / 4;
        return graph.node(
                "AveragePool",
                List.of(in),
                out,
                wholes("kernel_shape", stage.kernel(), stage.kernel()),
                wholes("pads", edge, edge, edge, edge),
                wholes("strides", stage.stride(), stage.stride()),
                whole("count_include_pad", 1));
    }

    /// Straight lines between the middles of the squares, as PyTorch draws them.
    private String everywhere(String grid) {
        String scales = graph.floats(grid + "_scales", new float[] {1, 1, stage.stride(), stage.stride()}, 4);
        return graph.node(
                "Resize",
                List.of(grid, "", scales),
                grid + "_everywhere",
                text("mode", "linear"),
                text("coordinate_transformation_mode", "half_pixel"));
    }

    private String number(String name, float value) {
        return graph.floats(name, new float[] {value}, 1);
    }

    private String scalar(String name, float value) {
        return graph.floats(name, new float[] {value});
    }
}
