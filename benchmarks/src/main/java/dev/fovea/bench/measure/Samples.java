package dev.fovea.bench.measure;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// The repeats of one figure, in the order they were taken.
///
/// @param values at least one
public record Samples(List<Double> values) {
    public Samples {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("samples must hold at least 1 value");
        }
    }

    public static Samples of(double... values) {
        return new Samples(java.util.Arrays.stream(values).boxed().toList());
    }

    public static Samples of(Collection<Double> values) {
        return new Samples(List.copyOf(values));
    }

    /// The middle value; the mean of the two middle ones for an even count.
    public double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    public double min() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    public double max() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /// This one's repeats divided by the other's, pair by pair: how much the ratio itself swings.
    public Samples over(Samples other) {
        if (other.values.size() != values.size()) {
            throw new IllegalArgumentException(
                    "repeats must pair up, were " + values.size() + " and " + other.values.size());
        }
        return new Samples(java.util.stream.IntStream.range(0, values.size())
                .mapToObj(i -> values.get(i) / other.values.get(i))
                .toList());
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "median %.3f (%.3f to %.3f, %d repeats)", median(), min(), max(), values.size());
    }
}
