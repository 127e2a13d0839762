package dev.fovea.distill.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// How a sample becomes a network's input. Pure in sample and seed; any thread.
@FunctionalInterface
public interface Views {
    View of(Sample sample, long seed);

    /// As serving sees them; the seed is ignored. For validation and tests.
    static Views exact(Pixels pixels) {
        return (sample, seed) -> new View(pixels.exact(sample), 0);
    }

    /// Augmented, from the cache. Donors for [Effect#AMPLITUDE] and [Effect#TONE] are `samples` of another
    /// source, the sample itself where there is none; so `samples` must be those that train.
    ///
    /// @param augmentation of each sample
    static Views augmented(Pixels pixels, Function<Sample, Augmentation> augmentation, List<Sample> samples) {
        Map<String, List<Sample>> others = new TreeMap<>();
        samples.stream().map(Sample::source).distinct().forEach(source -> {
            List<Sample> elsewhere = new ArrayList<>(samples);
            elsewhere.removeIf(one -> one.source().equals(source));
            others.put(source, elsewhere);
        });
        return (sample, seed) -> {
            List<Sample> donors = others.getOrDefault(sample.source(), samples);
            Draws draws = new Draws(Draws.seed(seed, "donor".hashCode()));
            return augmentation
                    .apply(sample)
                    .apply(
                            pixels.bytes(sample),
                            () -> pixels.bytes(donors.isEmpty() ? sample : donors.get(draws.below(donors.size()))),
                            seed);
        };
    }
}
