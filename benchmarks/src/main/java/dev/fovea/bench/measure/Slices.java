package dev.fovea.bench.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/// Interleaved repeats: every side is measured in every round, and the order turns round each time, so that a machine
/// that slows down or a neighbour that wakes up hits all sides alike.
public final class Slices {
    private Slices() {}

    /// One thing to measure.
    ///
    /// @param slice measures it once
    public record Side(String name, DoubleSupplier slice) {}

    /// The repeats of every side.
    public record Measured(Map<String, Samples> samples) {
        public Samples of(String name) {
            return Optional.ofNullable(samples.get(name))
                    .orElseThrow(() -> new IllegalArgumentException("only measured " + samples.keySet()));
        }
    }

    public static Measured alternate(int rounds, List<Side> sides) {
        Map<String, List<Double>> values = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Side side : round % 2 == 0 ? sides : sides.reversed()) {
                values.computeIfAbsent(side.name(), _ -> new ArrayList<>())
                        .add(side.slice().getAsDouble());
            }
        }
        Map<String, Samples> samples = new LinkedHashMap<>();
        values.forEach((side, list) -> samples.put(side, Samples.of(list)));
        return new Measured(samples);
    }
}
