package dev.fovea.distill.measure;

import java.util.List;

/// One line of a plot.
///
/// @param name for the legend
/// @param x ascending
/// @param y one per `x`
public record Curve(String name, List<Double> x, List<Double> y) {
    public Curve {
        x = List.copyOf(x);
        y = List.copyOf(y);
        if (x.size() != y.size()) {
            throw new IllegalArgumentException(
                    "the curve " + name + " has " + x.size() + " places and " + y.size() + " values");
        }
    }
}
