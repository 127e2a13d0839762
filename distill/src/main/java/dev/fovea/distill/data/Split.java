package dev.fovea.distill.data;

import dev.fovea.model.Sha256;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Who learns, who chooses and who tests. Made once, kept as a file ([SplitFile]), shared by teacher and student.
///
/// Every labelled sample is in exactly one list; no group is in two of the first three.
///
/// @param seed it was made with
/// @param rule how it was made, one sentence
/// @param dataset the [Dataset#hash] it was made for
/// @param train names of the samples that teach
/// @param validation names of the samples that choose checkpoints, temperature and thresholds
/// @param test names of the samples that are looked at in the end, each picture once
/// @param leftOut names of the samples that take no part: second copies of a tested picture, or a held-out source
public record Split(
        long seed,
        String rule,
        Sha256 dataset,
        List<String> train,
        List<String> validation,
        List<String> test,
        List<String> leftOut) {
    private static final double VALIDATION = 0.15;
    private static final double TEST = 0.15;

    public Split {
        train = List.copyOf(train);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
        leftOut = List.copyOf(leftOut);
    }

    /// 70 parts train, 15 validation, 15 test, by group, stratified by class and source.
    public static Split make(Dataset dataset, long seed) {
        List<List<Sample>> parts = Allotment.deal(dataset.labelled(), seed, 1 - VALIDATION - TEST, VALIDATION, TEST);
        return of(dataset, seed, "70/15/15 by merged group, stratified by class and source", parts);
    }

    /// Test: everything of one source whose class another source has too. Train and validation (85/15): the other
    /// sources. The rest of that source, and groups that reach into it, are left out.
    ///
    /// @throws DataException when no class of that source exists elsewhere
    public static Split withoutSource(Dataset dataset, String source, long seed) {
        List<Sample> all = dataset.labelled();
        List<String> touched = all.stream()
                .filter(one -> one.source().equals(source))
                .map(Sample::group)
                .distinct()
                .toList();
        List<Sample> others =
                all.stream().filter(one -> !touched.contains(one.group())).toList();
        List<Integer> taught = others.stream().map(Sample::label).distinct().toList();
        List<Sample> test = all.stream()
                .filter(one -> one.source().equals(source) && taught.contains(one.label()))
                .toList();
        if (test.isEmpty()) {
            throw new DataException("no class of the source " + source + " exists at another source");
        }
        List<List<Sample>> parts = new ArrayList<>(Allotment.deal(others, seed, 1 - VALIDATION, VALIDATION));
        parts.add(test);
        return of(dataset, seed, "tested on the source " + source + ", 85/15 by merged group of the others", parts);
    }

    static Split of(Dataset dataset, long seed, String rule, List<List<Sample>> parts) {
        List<String> train = names(parts.get(0));
        List<String> validation = names(parts.get(1));
        List<String> test = onceEach(dataset, names(parts.get(2)));
        List<String> used =
                Stream.of(train, validation, test).flatMap(List::stream).toList();
        List<String> leftOut = new ArrayList<>(names(dataset.labelled()));
        leftOut.removeAll(used);
        Split split = new Split(seed, rule, dataset.hash(), train, validation, test, leftOut);
        split.check(dataset);
        return split;
    }

    /// Without the names whose picture an earlier one shows.
    private static List<String> onceEach(Dataset dataset, List<String> names) {
        Set<String> pictures = new HashSet<>();
        return names.stream()
                .filter(name -> pictures.add(dataset.twins().getOrDefault(name, name)))
                .toList();
    }

    private static List<String> names(List<Sample> samples) {
        return samples.stream().map(Sample::name).toList();
    }

    /// @throws DataException naming the sample or the group at fault
    void check(Dataset data) {
        if (!data.hash().equals(dataset)) {
            throw new DataException("the split was made for other data: " + dataset + ", not " + data.hash());
        }
        Map<String, String> places = new HashMap<>();
        Map<String, String> groups = new HashMap<>();
        for (Part part : Part.values()) {
            for (Sample one : data.named(list(part))) {
                Optional.ofNullable(places.put(one.name(), part.word)).ifPresent(other -> {
                    throw new DataException(one.name() + " is in " + other + " and in " + part.word);
                });
                if (one.label() < 0) {
                    throw new DataException(one.name() + " in " + part.word + " is of no class");
                }
                Optional<String> other = part == Part.LEFT_OUT
                        ? Optional.empty()
                        : Optional.ofNullable(groups.put(one.group(), part.word));
                other.filter(word -> !word.equals(part.word)).ifPresent(word -> {
                    throw new DataException("the group " + one.group() + " is in " + word + " and in " + part.word);
                });
            }
        }
        data.labelled().stream()
                .filter(one -> !places.containsKey(one.name()))
                .findFirst()
                .ifPresent(one -> {
                    throw new DataException(one.name() + " is in no part of the split");
                });
    }

    /// The samples of one part.
    public List<Sample> samples(Dataset data, Part part) {
        return data.named(list(part));
    }

    List<String> list(Part part) {
        return switch (part) {
            case TRAIN -> train;
            case VALIDATION -> validation;
            case TEST -> test;
            case LEFT_OUT -> leftOut;
        };
    }

    /// The lists of a split.
    public enum Part {
        TRAIN("train"),
        VALIDATION("validation"),
        TEST("test"),
        LEFT_OUT("left_out");

        /// In files and messages.
        final String word;

        Part(String word) {
            this.word = word;
        }
    }
}
