package dev.fovea.jetson;

import java.util.Optional;

/// How fast a part of the chip runs, in hertz.
///
/// @param min the slowest its governor may choose now
/// @param max the fastest its governor may choose now; heat and power mode lower it
/// @param limit the fastest the part is made for
public record Clock(long current, Optional<Long> min, Optional<Long> max, Optional<Long> limit) {
    public Clock {
        if (current < 0) {
            throw new IllegalArgumentException("a clock must not be negative, was " + current + " Hz");
        }
    }

    /// Whether it may not change: what `jetson_clocks` does. Empty when the bounds are not known.
    Optional<Boolean> pinned() {
        return min.flatMap(low -> max.map(high -> low.equals(high)));
    }

    /// What share of its speed it may use now, above 0 and at most 1; empty when the bounds are not known.
    Optional<Double> share() {
        return max.filter(cap -> cap > 0)
                .flatMap(cap -> limit.filter(most -> most > 0).map(most -> Math.min(1.0, (double) cap / most)));
    }

    /// Reads one out of files that count in `unit` hertz; absent without a current value.
    static Optional<Clock> read(Tree tree, long unit, String current, String min, String max, String limit) {
        return frequency(tree, current, unit)
                .map(now -> new Clock(
                        now, frequency(tree, min, unit), frequency(tree, max, unit), frequency(tree, limit, unit)));
    }

    /// A hundred gigahertz is no clock but nonsense.
    private static Optional<Long> frequency(Tree tree, String path, long unit) {
        return tree.amount(path)
                .filter(value -> value <= 100_000_000_000L / unit)
                .map(value -> value * unit);
    }
}
