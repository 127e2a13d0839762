package dev.fovea.distill.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Whether one arm was better than another in one figure, by seeds that both have. Pure.
///
/// @param arm that is judged
/// @param base it is compared with
/// @param figure higher is better
/// @param differences arm less base, one per seed
/// @param spread the greater of both arms' own sample standard deviations
@SuppressWarnings("ArrayRecordComponent") // A handful of numbers; never compared.
record Verdict(String arm, String base, String figure, double[] differences, double spread) {
    /// 97.5 % of Student's t distribution with 1, 2, ... degrees of freedom.
    private static final double[] STUDENT = {
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120,
        2.110, 2.101, 2.093
    };

    /// More are refused: nobody trains that many, and the table above ends.
    static final int SEEDS_MAX = STUDENT.length + 1;

    static Verdict of(List<Candidate> arm, List<Candidate> base, String figure) {
        List<Double> differences = new ArrayList<>();
        for (Candidate one : arm) {
            base.stream()
                    .filter(other -> other.seed() == one.seed())
                    .forEach(other -> differences.add(one.figure(figure) - other.figure(figure)));
        }
        return new Verdict(
                arm.getFirst().arm(),
                base.getFirst().arm(),
                figure,
                differences.stream().mapToDouble(Double::doubleValue).toArray(),
                Math.max(
                        Ablation.spread(arm, figure).sample(),
                        Ablation.spread(base, figure).sample()));
    }

    /// The half width of the 95 % interval of the mean difference; NaN for a single seed.
    double margin() {
        int count = differences.length;
        return count < 2
                ? Double.NaN
                : STUDENT[count - 2] * Spread.of(differences).sample() / Math.sqrt(count);
    }

    String sentence() {
        double mean = Spread.of(differences).mean();
        String begin = String.format(
                Locale.ROOT,
                "%s against %s, %s: %+.3f on average (seed by seed: %s)",
                arm,
                base,
                figure,
                mean,
                String.join(
                        ", ",
                        Arrays.stream(differences)
                                .mapToObj(one -> String.format(Locale.ROOT, "%+.3f", one))
                                .toList()));
        if (differences.length < 2 || Double.isNaN(mean)) {
            return begin + ". One seed has no spread, so it is not shown whether " + arm + " helped.";
        }
        return begin
                + String.format(
                        Locale.ROOT,
                        "; %s from seed to seed within an arm, 95 %% interval of the paired difference"
                                + " %+.3f to %+.3f. ",
                        Figures.plain(spread),
                        mean - margin(),
                        mean + margin())
                + conclusion(mean);
    }

    private String conclusion(double mean) {
        if (mean - margin() > 0) {
            return arm + " helped.";
        }
        if (mean + margin() < 0) {
            return arm + " did harm.";
        }
        long better = Arrays.stream(differences).filter(one -> one > 0).count();
        return "It is not shown that " + arm + " helped or did harm: better with " + better + " of "
                + differences.length + " seeds, which chance may explain.";
    }
}
