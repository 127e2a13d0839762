package dev.fovea.distill.measure;

import java.util.Arrays;

/// Mean and standard deviation over folds or seeds.
///
/// @param population divided by n, as the published KD-OCT figures are
/// @param sample divided by n - 1; NaN for a single value
public record Spread(double mean, double population, double sample) {
    public static Spread of(double... values) {
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double sample = values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : Double.NaN;
        return new Spread(mean, Math.sqrt(squares / values.length), sample);
    }
}
