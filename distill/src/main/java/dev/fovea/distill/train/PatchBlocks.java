package dev.fovea.distill.train;

import dev.fovea.distill.data.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Which patches of each picture are shown and which must be guessed, as I-JEPA draws them (methods.md A5): four
/// target blocks, and a large context block without what lies in them. Sizes are drawn for the batch, so that rows
/// are of one length; places for each picture.
///
/// @param context for each picture the shown places, all of one length
/// @param targets for each block and picture its places
record PatchBlocks(List<List<Long>> context, List<List<List<Long>>> targets) {
    static final int TARGETS = 4;
    /// A picture of which less would be shown is drawn anew.
    static final int CONTEXT_MIN = 10;

    private static final int TRIES_MAX = 100;

    /// @param side patches along each side
    static PatchBlocks draw(int side, int pictures, Draws draws) {
        Size target = Size.of(side, draws.between(0.15, 0.2), draws.between(0.75, 1.5));
        Size shown = Size.of(side, draws.between(0.85, 1), 1);
        List<List<Long>> contexts = new ArrayList<>();
        List<List<List<Long>>> targets = new ArrayList<>();
        IntStream.range(0, TARGETS).forEach(i -> targets.add(new ArrayList<>()));
        for (int picture = 0; picture < pictures; picture++) {
            Picture drawn = Picture.draw(side, target, shown, draws);
            contexts.add(drawn.context);
            IntStream.range(0, TARGETS).forEach(i -> targets.get(i).add(drawn.targets.get(i)));
        }
        int shortest = contexts.stream().mapToInt(List::size).min().orElse(0);
        List<List<Long>> cut =
                contexts.stream().map(one -> one.subList(0, shortest)).toList();
        return new PatchBlocks(cut, targets);
    }

    /// For a tensor `[N, K]`.
    static long[] flat(List<List<Long>> places) {
        return places.stream().flatMap(List::stream).mapToLong(Long::longValue).toArray();
    }

    private record Picture(List<Long> context, List<List<Long>> targets) {
        static Picture draw(int side, Size target, Size shown, Draws draws) {
            for (int i = 0; i < TRIES_MAX; i++) {
                List<List<Long>> targets = new ArrayList<>();
                Set<Long> hidden = new HashSet<>();
                for (int block = 0; block < TARGETS; block++) {
                    List<Long> places = target.at(side, draws);
                    targets.add(places);
                    hidden.addAll(places);
                }
                List<Long> context = shown.at(side, draws).stream()
                        .filter(place -> !hidden.contains(place))
                        .toList();
                if (context.size() >= CONTEXT_MIN) {
                    return new Picture(context, targets);
                }
            }
            throw new IllegalStateException("no context of " + CONTEXT_MIN + " patches was left in " + TRIES_MAX
                    + " draws of " + Arrays.asList(target, shown) + " on a side of " + side);
        }
    }

    /// Of a block, in patches.
    private record Size(int height, int width) {
        /// @param share of all patches
        /// @param aspect height to width
        static Size of(int side, double share, double aspect) {
            double area = share * side * side;
            return new Size((int) Math.min(side, Math.round(Math.sqrt(area * aspect))), (int)
                    Math.min(side, Math.round(Math.sqrt(area / aspect))));
        }

        /// Somewhere inside, row by row.
        List<Long> at(int side, Draws draws) {
            int top = draws.below(side - height + 1);
            int left = draws.below(side - width + 1);
            List<Long> places = new ArrayList<>();
            for (int y = top; y < top + height; y++) {
                for (int x = left; x < left + width; x++) {
                    places.add((long) y * side + x);
                }
            }
            return places;
        }
    }
}
