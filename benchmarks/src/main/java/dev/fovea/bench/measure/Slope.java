package dev.fovea.bench.measure;

import java.util.List;

/// The straight line through points, by least squares.
public final class Slope {
    private Slope() {}

    /// How much y grows per unit of x; 0 for fewer than two points or when all x are the same.
    public static double of(List<double[]> points) {
        double meanX = points.stream().mapToDouble(point -> point[0]).average().orElse(0);
        double meanY = points.stream().mapToDouble(point -> point[1]).average().orElse(0);
        double up = 0;
        double across = 0;
        for (double[] point : points) {
            up += (point[0] - meanX) * (point[1] - meanY);
            across += (point[0] - meanX) * (point[0] - meanX);
        }
        return across == 0 ? 0 : up / across;
    }
}
