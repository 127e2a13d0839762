package dev.fovea.distill.measure;

import dev.fovea.distill.data.Folds;
import dev.fovea.distill.data.Sample;
import dev.fovea.distill.measure.Bootstrap.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How well the source can be read from numbers about pictures of one class. Cross-validated by patient: no patient
/// is on both sides.
///
/// @param className that all the pictures are of
/// @param read what the numbers are
/// @param sources that are told apart
/// @param count of the pictures
/// @param accuracy of the readings, by drawing groups
/// @param balanced the mean of the sources' recalls, likewise
/// @param chance of whoever always names the source with the most pictures
public record SourceProbe(
        String className,
        String read,
        List<String> sources,
        int count,
        Interval accuracy,
        Interval balanced,
        double chance) {
    private static final int FOLDS = 5;

    /// The pictures whose source can be probed: those of each class that several sources have, by the class.
    /// Sources with fewer than five patients of the class are left out.
    public static Map<String, List<Sample>> shared(List<Sample> samples) {
        Map<String, List<Sample>> byClass = new TreeMap<>(samples.stream()
                .filter(one -> patients(samples, one) >= FOLDS)
                .collect(Collectors.groupingBy(Sample::className)));
        byClass.values()
                .removeIf(own -> own.stream().map(Sample::source).distinct().count() < 2);
        return byClass;
    }

    private static long patients(List<Sample> samples, Sample one) {
        return samples.stream()
                .filter(other -> other.label() == one.label() && other.source().equals(one.source()))
                .map(Sample::group)
                .distinct()
                .count();
    }

    /// @param read what the numbers are, for people
    /// @param samples of one class and several sources
    /// @param numbers of each, by its name
    /// @param bootstrap of the intervals; its seed deals the folds too
    public static SourceProbe of(
            String read, List<Sample> samples, Map<String, double[]> numbers, Bootstrap bootstrap) {
        List<String> sources =
                samples.stream().map(Sample::source).distinct().sorted().toList();
        List<Prediction> told = new ArrayList<>();
        for (List<Sample> fold : Folds.deal(samples, FOLDS, bootstrap.seed())) {
            List<Sample> others =
                    samples.stream().filter(one -> !fold.contains(one)).toList();
            LinearProbe probe = LinearProbe.fit(
                    others.stream().map(one -> numbers(numbers, one)).toArray(double[][]::new),
                    others.stream()
                            .mapToInt(one -> sources.indexOf(one.source()))
                            .toArray(),
                    sources.size());
            for (Sample one : fold) {
                List<Double> logits = Arrays.stream(probe.logits(numbers(numbers, one)))
                        .boxed()
                        .toList();
                told.add(new Prediction(one.name(), one.source(), one.group(), sources.indexOf(one.source()), logits));
            }
        }
        // Sources stand where classes do elsewhere; none of them is the healthy one, and nothing here asks.
        Predictions all = new Predictions(sources, sources.getFirst(), told);
        return new SourceProbe(
                samples.getFirst().className(),
                read,
                sources,
                samples.size(),
                bootstrap.of(all, set -> Confusion.of(set).accuracy()),
                bootstrap.of(all, set -> Confusion.of(set).balancedAccuracy()),
                sources.stream()
                                .mapToInt(source -> all.ofSource(source).size())
                                .max()
                                .orElseThrow()
                        / (double) samples.size());
    }

    private static double[] numbers(Map<String, double[]> numbers, Sample one) {
        double[] own = numbers.get(one.name());
        if (own == null) {
            throw new IllegalArgumentException("there are no numbers of " + one.name());
        }
        return own;
    }

    /// For a report.
    public static Section section(List<SourceProbe> probes) {
        String text = probes.isEmpty()
                ? "No class has two sources of at least " + FOLDS + " patients, so nothing can be probed."
                : "A linear reader is asked for the source of pictures of one class, in " + FOLDS
                        + " folds by patient. What it reads above chance, the network's head can read too. The"
                        + " pictures' own colours are the reference: what is written there needs no network.";
        List<List<String>> rows = probes.stream()
                .map(one -> List.of(
                        one.className,
                        one.read,
                        String.join(", ", one.sources),
                        Integer.toString(one.count),
                        Figures.plain(one.accuracy),
                        Figures.plain(one.chance),
                        Figures.plain(one.balanced),
                        String.format(Locale.ROOT, "%.3f", 1.0 / one.sources.size())))
                .toList();
        return new Section(
                "Can the source be read?",
                text,
                List.of("class", "read from", "sources", "n", "accuracy", "chance", "balanced accuracy", "chance"),
                rows);
    }
}
