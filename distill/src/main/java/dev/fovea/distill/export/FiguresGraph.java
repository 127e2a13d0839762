package dev.fovea.distill.export;

import static dev.fovea.distill.export.OnnxWriter.whole;
import static dev.fovea.distill.export.OnnxWriter.wholes;

import dev.fovea.distill.net.CameraSpace;
import dev.fovea.distill.net.LocalNormalisation;
import java.util.ArrayList;
import java.util.List;

/// [CameraSpace#figures] as part of a student's file. Means, not sums: half precision could not hold a sum of a
/// hundred thousand places, should an engine choose it.
final class FiguresGraph {
    private final OnnxWriter graph;
    private int numbers;

    private FiguresGraph(OnnxWriter graph) {
        this.graph = graph;
    }

    /// @return the name of the figures, `[N, figures]`
    static String write(OnnxWriter graph, String image, int side) {
        return new FiguresGraph(graph).write(image, side);
    }

    private String write(String image, int side) {
        String half = op("Mul", "look_half", image, number(0.5f));
        String value = op("Add", "look_value", half, number(0.5f));
        String brightest =
                graph.node("ReduceMax", List.of(image), "look_brightest", wholes("axes", 1), whole("keepdims", 1));
        String above = op("Add", "look_above", brightest, number(LocalNormalisation.BLACK));
        String steep = op("Mul", "look_steep", above, number(LocalNormalisation.STEEPNESS));
        String lit = graph.node("Clip", List.of(steep, scalar(0), scalar(1)), "look_lit");
        List<String> figures = new ArrayList<>(tones(value, lit));
        figures.addAll(details(value, lit, side));
        String all = graph.node("Concat", figures, "look_all", whole("axis", 1));
        return graph.node("Flatten", List.of(all), "look_figures", whole("axis", 1));
    }

    private List<String> tones(String value, String lit) {
        String share = mean("look_share", lit);
        String weight = op("Add", "look_weight", share, number(CameraSpace.SMALL));
        String inside = op("Mul", "look_inside", value, lit);
        String tone = op("Div", "look_tone", mean("look_inside_mean", inside), weight);
        String square =
                op("Div", "look_square", mean("look_square_mean", op("Mul", "look_squares", inside, value)), weight);
        String variance = graph.node(
                "Relu",
                List.of(op("Sub", "look_spread", square, op("Mul", "look_tone_square", tone, tone))),
                "look_variance");
        String deviation = graph.node(
                "Sqrt", List.of(op("Add", "look_kept", variance, number(CameraSpace.TINY))), "look_deviation");
        String product = op("Mul", "look_products", inside, channel("look_green", value, 1));
        String joint = op("Div", "look_joint", mean("look_joint_mean", product), weight);
        String covariance =
                op("Sub", "look_covariance", joint, op("Mul", "look_tones", tone, channel("look_green_tone", tone, 1)));
        String deviations = op("Mul", "look_deviations", deviation, channel("look_green_deviation", deviation, 1));
        String together =
                op("Div", "look_together", covariance, op("Add", "look_safe", deviations, number(CameraSpace.SMALL)));
        return List.of(
                log("look_log_tone", tone, CameraSpace.DARK),
                log("look_log_deviation", deviation, CameraSpace.FLAT),
                channel("look_red_together", together, 0),
                channel("look_blue_together", together, 2),
                share);
    }

    private List<String> details(String value, String lit, int side) {
        List<String> figures = new ArrayList<>();
        String picture = value;
        String share = lit;
        for (int level = 0; level < CameraSpace.levels(side); level++) {
            String name = "look_" + level;
            String smaller = blocks(name, picture);
            String smallerShare = blocks(name + "_lit", share);
            String squares = blocks(name + "_squares", op("Mul", name + "_square", picture, picture));
            String spread = op("Sub", name + "_spread", squares, op("Mul", name + "_mean_square", smaller, smaller));
            String variance = graph.node("Relu", List.of(spread), name + "_variance");
            String steep = op("Mul", name + "_steep", smallerShare, number(CameraSpace.LIT_STEEPNESS));
            String counts = graph.node(
                    "Relu",
                    List.of(op("Add", name + "_over", steep, number(1 - CameraSpace.LIT_STEEPNESS))),
                    name + "_counts");
            String weight = op("Add", name + "_weight", mean(name + "_counts_mean", counts), number(CameraSpace.SMALL));
            String inside = mean(name + "_inside_mean", op("Mul", name + "_inside", variance, counts));
            figures.add(log(name + "_log", op("Div", name + "_detail", inside, weight), CameraSpace.SMOOTH));
            picture = smaller;
            share = smallerShare;
        }
        return figures;
    }

    private String blocks(String name, String in) {
        return graph.node(
                "AveragePool", List.of(in), name + "_blocks", wholes("kernel_shape", 2, 2), wholes("strides", 2, 2));
    }

    private String mean(String name, String in) {
        return graph.node("ReduceMean", List.of(in), name, wholes("axes", 2, 3), whole("keepdims", 1));
    }

    private String log(String name, String in, float least) {
        return graph.node("Log", List.of(op("Add", name + "_of", in, number(least))), name);
    }

    private String channel(String name, String in, int number) {
        String start = graph.longs(name + "_start", new long[] {number}, 1);
        String end = graph.longs(name + "_end", new long[] {number + 1L}, 1);
        String axis = graph.longs(name + "_axis", new long[] {1}, 1);
        return graph.node("Slice", List.of(in, start, end, axis), name);
    }

    private String op(String operation, String name, String left, String right) {
        return graph.node(operation, List.of(left, right), name);
    }

    private String number(float value) {
        return graph.floats("look_number_" + numbers++, new float[] {value}, 1);
    }

    private String scalar(float value) {
        return graph.floats("look_number_" + numbers++, new float[] {value});
    }
}
