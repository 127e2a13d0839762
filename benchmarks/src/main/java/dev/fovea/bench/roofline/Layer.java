package dev.fovea.bench.roofline;

import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/// What one layer costs for one image.
///
/// @param operator ONNX's name for what it does
/// @param operations additions and multiplications
/// @param numbersMoved read and written, weights included, each once
public record Layer(String name, String operator, Kind kind, long operations, long numbersMoved) {
    /// How an engine can treat a layer. Matrix units take a dense one: a convolution over all channels, a product.
    /// A sparse one is a convolution within each channel, a pool, a reduction. A pointwise one goes number by
    /// number, and an engine computes it on the way, within its neighbour.
    public enum Kind {
        DENSE,
        SPARSE,
        POINTWISE
    }

    private static final Set<String> POINTWISE = Set.of(
            "Add",
            "Sub",
            "Mul",
            "Div",
            "Max",
            "Min",
            "Clip",
            "Relu",
            "HardSigmoid",
            "HardSwish",
            "Sigmoid",
            "Log",
            "Exp",
            "Sqrt",
            "Identity",
            "Flatten",
            "Reshape",
            "BatchNormalization",
            "Cast",
            "Squeeze",
            "Unsqueeze");

    /// @param inputs shapes, the weights of a convolution or a product second
    /// @param outputs shapes
    static Layer of(String name, String operator, List<List<Long>> inputs, List<List<Long>> outputs) {
        long read = inputs.stream().mapToLong(Layer::count).sum();
        long written = outputs.stream().mapToLong(Layer::count).sum();
        return switch (operator) {
            case "Conv", "ConvTranspose" -> convolution(name, operator, inputs, read, written);
            case "Gemm", "MatMul" -> {
                long inner = inputs.getFirst().getLast();
                yield new Layer(name, operator, Kind.DENSE, 2 * written * inner, read + written);
            }
            default -> {
                // A window that overlaps reads a number again; no board's bound notices.
                Kind kind = POINTWISE.contains(operator) ? Kind.POINTWISE : Kind.SPARSE;
                yield new Layer(name, operator, kind, Math.max(read, written), read + written);
            }
        };
    }

    /// Weights are [out, in / groups, height, width]: each output number needs all of its filter.
    private static Layer convolution(String name, String operator, List<List<Long>> inputs, long read, long written) {
        List<Long> filters = inputs.get(1);
        boolean all = inputs.getFirst().get(1).equals(filters.get(1));
        long filter = count(filters) / filters.getFirst();
        return new Layer(name, operator, all ? Kind.DENSE : Kind.SPARSE, 2 * written * filter, read + written);
    }

    private static long count(List<Long> shape) {
        return shape.stream().flatMapToLong(LongStream::of).reduce(1, Math::multiplyExact);
    }
}
