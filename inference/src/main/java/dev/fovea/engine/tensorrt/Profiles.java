package dev.fovea.engine.tensorrt;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Which batch sizes an engine is tuned for.
public final class Profiles {
    private Profiles() {}

    /// One profile per preferred size, from the one below it up to it; a lone photograph always has its own,
    /// because
    /// it is what a patient waits for.
    ///
    /// @param preferred the batcher's sizes, in any order; those above `max` do not count
    /// @param max the largest batch
    public static List<BatchProfile> of(List<Integer> preferred, int max) {
        TreeSet<Integer> ends = new TreeSet<>(
                preferred.stream().filter(size -> size >= 1 && size <= max).toList());
        ends.add(1);
        ends.add(max);
        List<BatchProfile> profiles = new ArrayList<>();
        int from = 1;
        for (int end : ends) {
            profiles.add(new BatchProfile(from, end, end));
            from = end + 1;
        }
        return List.copyOf(profiles);
    }

    /// The place of the smallest profile that takes this batch; empty when none does.
    public static OptionalInt fitting(List<BatchProfile> profiles, int batch) {
        return IntStream.range(0, profiles.size())
                .filter(i -> profiles.get(i).holds(batch))
                .boxed()
                .min((a, b) ->
                        Integer.compare(profiles.get(a).max(), profiles.get(b).max()))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }
}
