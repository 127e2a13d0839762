package dev.fovea.distill.measure;

import dev.fovea.distill.data.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/// 95 % intervals by drawing whole groups with replacement (percentile bootstrap): a patient's pictures are not
/// independent, so drawing pictures would promise too much.
///
/// @param seed the same seed gives the same interval
/// @param rounds how many draws, 1000 and more for a report
public record Bootstrap(long seed, int rounds) {
    public Bootstrap {
        if (rounds < 1) {
            throw new IllegalArgumentException("rounds must be at least 1, were " + rounds);
        }
    }

    /// @param value the figure of all samples
    /// @param low 2.5 % of the draws are below; NaN when the figure exists in no draw
    /// @param high 2.5 % of the draws are above
    public record Interval(double value, double low, double high) {}

    /// @param figure of a draw; draws where it is NaN (a class was not drawn) are passed over
    public Interval of(Predictions predictions, ToDoubleFunction<Predictions> figure) {
        Map<String, List<Integer>> byGroup = new TreeMap<>();
        List<String> names = predictions.groups();
        for (int i = 0; i < names.size(); i++) {
            byGroup.computeIfAbsent(names.get(i), name -> new ArrayList<>()).add(i);
        }
        List<int[]> groups = byGroup.values().stream()
                .map(members -> members.stream().mapToInt(Integer::intValue).toArray())
                .toList();
        Draws draws = new Draws(seed);
        double[] figures = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            figures[round] = figure.applyAsDouble(predictions.at(draw(groups, draws)));
        }
        double[] known = Arrays.stream(figures)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        double value = figure.applyAsDouble(predictions);
        return new Interval(value, Quantile.of(known, 0.025), Quantile.of(known, 0.975));
    }

    private static int[] draw(List<int[]> groups, Draws draws) {
        List<int[]> drawn = new ArrayList<>(groups.size());
        for (int i = 0; i < groups.size(); i++) {
            drawn.add(groups.get(draws.below(groups.size())));
        }
        return drawn.stream().flatMapToInt(Arrays::stream).toArray();
    }
}
