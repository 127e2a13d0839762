package dev.fovea.bench.roofline;

import java.util.Comparator;
import java.util.List;

/// One board's bound for one image: the sum over the layers.
///
/// @param fused seconds when the engine computes every pointwise layer within its neighbour, for nothing
/// @param apart seconds when every layer reads and writes for itself
public record Roofline(BoardLimits board, double fused, double apart) {
    public static Roofline of(BoardLimits board, List<Layer> layers) {
        double fused = 0;
        double apart = 0;
        for (Layer layer : layers) {
            apart += board.seconds(layer);
            fused += layer.kind() == Layer.Kind.POINTWISE ? 0 : board.seconds(layer);
        }
        return new Roofline(board, fused, apart);
    }

    /// The layers that take longest, longest first.
    public static List<Layer> longest(BoardLimits board, List<Layer> layers, int count) {
        return layers.stream()
                .sorted(Comparator.comparingDouble(board::seconds).reversed())
                .limit(count)
                .toList();
    }
}
