package dev.fovea.distill.export;

import static dev.fovea.distill.export.OnnxWriter.whole;
import static dev.fovea.distill.export.OnnxWriter.wholes;

import dev.fovea.distill.export.FoldedNetwork.Head;
import dev.fovea.distill.export.FoldedNetwork.Layer;
import dev.fovea.distill.export.FoldedNetwork.Size;
import dev.fovea.distill.net.Activation;
import dev.fovea.distill.net.ConvNetwork;
import dev.fovea.distill.net.Novelty;
import dev.fovea.distill.net.Padding.Pads;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Writes a trained student as an ONNX file: input `image` `[N, 3, side, side]`, outputs `logits` `[N, C]` and
/// `cam` `[N, C, h, w]`, any N. The mean of `cam` over its places plus [#bias] is `logits`: a check that can be
/// run on every answer. Takes the weights once, in the constructor; the network may go on training.
public final class StudentExport {
    public static final String INPUT = "image";
    public static final String LOGITS = "logits";
    public static final String MAP = "cam";
    public static final String DISTANCE = "distance";

    private final FoldedNetwork network;
    private final List<String> classes;
    private final Map<String, String> described;
    private final Optional<Novelty> novelty;

    /// @param classes in the order of the answer
    /// @param side of the input, pixels
    public StudentExport(ConvNetwork network, List<String> classes, int side) {
        this(network, classes, side, Optional.empty());
    }

    /// @param novelty for a third output, `distance` `[N]`: how unlike those that were learned from each
    ///   picture is
    public StudentExport(ConvNetwork network, List<String> classes, int side, Optional<Novelty> novelty) {
        this.novelty = novelty;
        this.network = FoldedNetwork.of(network, side);
        this.classes = List.copyOf(classes);
        described = network.options().described();
        int answers = this.network.head().classes();
        if (classes.size() != answers) {
            throw new IllegalArgumentException(
                    "the network answers " + answers + " classes, named were " + classes.size());
        }
    }

    /// Of the last layer.
    public float[] bias() {
        return network.head().bias().clone();
    }

    /// Rows or columns of `cam`.
    public int mapSide() {
        return network.map().height();
    }

    int side() {
        return network.sizes().getFirst().height();
    }

    /// The file.
    ///
    /// @param metadata to travel with it, beside `classes`, `precision` and what describes the network
    public byte[] write(Form form, Map<String, String> metadata) {
        OnnxWriter graph = new OnnxWriter();
        write(graph, Arithmetic.of(form, graph));
        Map<String, String> all = new TreeMap<>(described);
        all.putAll(metadata);
        all.put("classes", String.join(",", classes));
        all.put("precision", form.precision());
        return graph.model(all);
    }

    /// In single precision with every value as an output too, for [Calibrator].
    byte[] writeOpen() {
        OnnxWriter graph = new OnnxWriter();
        write(graph, Arithmetic.of(new Form.Single(), graph));
        openValues()
                .forEach(value ->
                        graph.output(name(value), network.sizes().get(value).sides()));
        return graph.model(Map.of());
    }

    /// The values that [#writeOpen] gives out. The image itself is none: who puts it in knows it.
    List<Integer> openValues() {
        int first = network.normalisation().isPresent() ? 0 : 1;
        return IntStream.rangeClosed(first, network.layers().size()).boxed().toList();
    }

    int values() {
        return network.sizes().size();
    }

    static String name(int value) {
        return "v" + value;
    }

    private void write(OnnxWriter graph, Arithmetic arithmetic) {
        graph.input(INPUT, network.sizes().getFirst().sides());
        String start = network.normalisation()
                .map(stage -> NormalisationGraph.write(graph, stage, INPUT, name(0)))
                .orElse(INPUT);
        List<String> values = new ArrayList<>(List.of(arithmetic.enter(start)));
        for (Layer layer : network.layers()) {
            int value = values.size();
            values.add(arithmetic.settle(value, write(arithmetic, layer, values)));
        }
        String flat = writeHead(arithmetic, values.getLast());
        novelty.ifPresent(what -> DistanceGraph.write(arithmetic, what, flat, side()));
    }

    private static String write(Arithmetic arithmetic, Layer layer, List<String> values) {
        int value = values.size();
        return switch (layer) {
            case Layer.Conv conv -> write(arithmetic, conv, values);
            case Layer.Add(int left, int right, Activation activation) -> {
                List<String> both = List.of(values.get(left), values.get(right));
                String sum = arithmetic.graph.node("Add", both, linear(value, activation));
                yield activate(arithmetic, activation, value, sum);
            }
            case Layer.MaxPool(int input) ->
                arithmetic.graph.node(
                        "MaxPool",
                        List.of(values.get(input)),
                        name(value),
                        wholes("kernel_shape", 3, 3),
                        wholes("pads", 1, 1, 1, 1),
                        wholes("strides", 2, 2));
        };
    }

    private static String write(Arithmetic arithmetic, Layer.Conv conv, List<String> values) {
        int value = values.size();
        var shape = conv.kernel().shape();
        Pads pads = conv.pads();
        List<String> operands = arithmetic.operands(value, conv.input(), conv.kernel());
        String made = arithmetic.graph.node(
                "Conv",
                List.of(values.get(conv.input()), operands.getFirst(), operands.getLast()),
                linear(value, conv.activation()),
                wholes("kernel_shape", shape.kernel(), shape.kernel()),
                wholes("pads", pads.top(), pads.left(), pads.bottom(), pads.right()),
                wholes("strides", shape.stride(), shape.stride()),
                whole("group", shape.groups()));
        return activate(arithmetic, conv.activation(), value, made);
    }

    /// A value's own name is that of its last node.
    private static String linear(int value, Activation activation) {
        return activation == Activation.NONE ? name(value) : name(value) + "_linear";
    }

    private static String activate(Arithmetic arithmetic, Activation activation, int value, String linear) {
        return switch (activation) {
            case NONE -> linear;
            case RELU -> arithmetic.graph.node("Relu", List.of(linear), name(value));
            case RELU6 ->
                arithmetic.graph.node("Clip", List.of(linear, bound(arithmetic, 0), bound(arithmetic, 6)), name(value));
        };
    }

    private static String bound(Arithmetic arithmetic, int value) {
        return arithmetic.shared("bound" + value, value);
    }

    /// @return the name of the pooled features
    private String writeHead(Arithmetic arithmetic, String map) {
        OnnxWriter graph = arithmetic.graph;
        Head head = network.head();
        Size size = network.map();
        long channels = size.channels();
        String pooled = graph.node("GlobalAveragePool", List.of(map), "pooled");
        String flat = graph.node("Flatten", List.of(pooled), "flat", whole("axis", 1));
        String weights = arithmetic.constant("head", head.weights(), head.classes(), channels);
        String bias = arithmetic.constant("head_bias", head.bias(), head.classes());
        arithmetic.leave(graph.node("Gemm", List.of(flat, weights, bias), "scores", whole("transB", 1)), LOGITS);
        String kernel = arithmetic.constant("head_kernel", head.weights(), head.classes(), channels, 1, 1);
        arithmetic.leave(graph.node("Conv", List.of(map, kernel), "places", wholes("kernel_shape", 1, 1)), MAP);
        graph.output(LOGITS, head.classes());
        graph.output(MAP, head.classes(), size.height(), size.width());
        return flat;
    }
}
