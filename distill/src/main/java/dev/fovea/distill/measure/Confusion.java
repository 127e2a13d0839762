package dev.fovea.distill.measure;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// How often each class was answered with which: rows are the truth, columns the answer. All figures are 0 to
/// 1, and NaN where nothing was there to count; means over classes leave those classes out.
public final class Confusion {
    private final List<String> classes;
    private final long[][] counts;

    private Confusion(List<String> classes, long[][] counts) {
        this.classes = List.copyOf(classes);
        this.counts = counts;
    }

    /// From published or stored counts.
    public static Confusion of(List<String> classes, long[][] counts) {
        boolean square =
                counts.length == classes.size() && Arrays.stream(counts).allMatch(row -> row.length == classes.size());
        if (!square || Arrays.stream(counts).flatMapToLong(Arrays::stream).anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("a confusion of " + classes + " needs a count of at least 0 for each"
                    + " pair, was " + Arrays.deepToString(counts));
        }
        return new Confusion(classes, Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new));
    }

    /// From the classes with the largest logit; the first where two are equal.
    public static Confusion of(Predictions predictions) {
        int size = predictions.classes().size();
        long[][] counts = new long[size][size];
        for (Prediction one : predictions.all()) {
            counts[one.truth()][Softmax.top(one.numbers())]++;
        }
        return new Confusion(predictions.classes(), counts);
    }

    public List<String> classes() {
        return classes;
    }

    public long count(int truth, int answer) {
        return counts[truth][answer];
    }

    public long total() {
        return Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
    }

    /// Samples of the class.
    public long support(int index) {
        return Arrays.stream(counts[index]).sum();
    }

    private long answered(int index) {
        return Arrays.stream(counts).mapToLong(row -> row[index]).sum();
    }

    public double accuracy() {
        return ratio(
                IntStream.range(0, counts.length).mapToLong(i -> counts[i][i]).sum(), total());
    }

    /// Also called sensitivity.
    public double recall(int index) {
        return ratio(counts[index][index], support(index));
    }

    public double precision(int index) {
        return ratio(counts[index][index], answered(index));
    }

    /// Of all samples of other classes, how many were not answered with this one.
    public double specificity(int index) {
        long others = total() - support(index);
        long wronglyAnswered = answered(index) - counts[index][index];
        return ratio(others - wronglyAnswered, others);
    }

    public double f1(int index) {
        return ratio(2 * counts[index][index], support(index) + answered(index));
    }

    /// The mean of the classes' recalls: macro sensitivity.
    public double balancedAccuracy() {
        return mean(this::recall);
    }

    public double macroF1() {
        return mean(this::f1);
    }

    public double macroSpecificity() {
        return mean(this::specificity);
    }

    /// Of all samples with a finding, how many were answered with any finding, the right one or not.
    public double sensitivityToAny(int healthy) {
        long ill = total() - support(healthy);
        return ratio(ill - (answered(healthy) - counts[healthy][healthy]), ill);
    }

    /// Over the classes that occur in truth.
    private double mean(IntToDoubleFunction figure) {
        return IntStream.range(0, counts.length)
                .filter(i -> support(i) > 0)
                .mapToDouble(figure)
                .average()
                .orElse(Double.NaN);
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? Double.NaN : (double) part / whole;
    }
}
