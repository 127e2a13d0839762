package dev.fovea.distill.cli;

import dev.fovea.distill.measure.Bootstrap;
import dev.fovea.distill.measure.Bootstrap.Interval;
import dev.fovea.distill.measure.Confusion;
import dev.fovea.distill.measure.OperatingPoint;
import dev.fovea.distill.measure.Predictions;
import dev.fovea.distill.measure.Roc;
import dev.fovea.distill.measure.Scores;
import dev.fovea.distill.train.Judgement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// The part of a model card that says how a student did.
///
/// @param judgement what validation decided
/// @param seed of the bootstrap
record CardResults(Judgement judgement, long seed) {
    private static final int ROUNDS = 1000;

    String of(Exam exam) {
        Predictions all = exam.answers();
        if (all.size() == 0) {
            return "There is no picture.\n";
        }
        StringBuilder text = new StringBuilder();
        row(text, "figure", "value");
        row(text, "---", "---");
        row(text, "pictures", Integer.toString(all.size()));
        row(text, "accuracy", interval(all, set -> Confusion.of(set).accuracy()));
        row(text, "balanced accuracy", interval(all, set -> Confusion.of(set).balancedAccuracy()));
        row(text, "macro F1", interval(all, set -> Confusion.of(set).macroF1()));
        row(text, "ECE", number(Scores.of(all, judgement.temperature()).calibrationError()));
        if (Double.isFinite(judgement.strange())) {
            row(text, "called unlike the training photographs", number(exam.strange(judgement.strange())));
            row(text, "the same, of the wrong answers", number(exam.strangeOfWrong(judgement.strange())));
        }
        for (int i = 0; i < all.classes().size(); i++) {
            if (Confusion.of(all).support(i) > 0) {
                ofClass(text, all, i);
            }
        }
        return text + within(all);
    }

    private void ofClass(StringBuilder text, Predictions all, int index) {
        String name = all.classes().get(index);
        row(
                text,
                "AUROC " + name,
                interval(all, set -> Roc.of(set, index, judgement.temperature()).area()));
        row(
                text,
                "recall " + name + ", likeliest class",
                interval(all, set -> Confusion.of(set).recall(index)));
        Optional.ofNullable(judgement.points().get(name)).ifPresent(point -> {
            row(
                    text,
                    "sensitivity " + name + " at its operating point",
                    interval(all, set -> share(set, index, point, true)));
            row(
                    text,
                    "specificity " + name + " at its operating point",
                    interval(all, set -> share(set, index, point, false)));
        });
    }

    /// Of those with the class, how many reach its point; of those without, how many do not.
    private double share(Predictions set, int index, OperatingPoint point, boolean with) {
        double[][] probabilities = set.probabilities(judgement.temperature());
        int count = 0;
        int right = 0;
        for (int i = 0; i < probabilities.length; i++) {
            if (set.all().get(i).truth() == index == with) {
                count++;
                right += probabilities[i][index] >= point.threshold() == with ? 1 : 0;
            }
        }
        return count == 0 ? Double.NaN : (double) right / count;
    }

    /// Each finding against the healthy class of the same source, where knowing the source is no help.
    private String within(Predictions all) {
        StringBuilder text = new StringBuilder();
        int healthy = all.classes().indexOf(all.healthy());
        for (String source : all.sources()) {
            Predictions own = all.ofSource(source);
            for (int i = 0; i < all.classes().size(); i++) {
                int index = i;
                Predictions pair = only(own, index, healthy);
                Confusion both = Confusion.of(pair);
                if (index != healthy && both.support(index) > 0 && both.support(healthy) > 0) {
                    row(
                            text,
                            "within " + source + ": AUROC " + all.classes().get(index) + " against " + all.healthy(),
                            interval(
                                            pair,
                                            set -> Roc.of(set, index, judgement.temperature())
                                                    .area())
                                    + ", " + both.support(index) + " and " + both.support(healthy) + " pictures");
                }
            }
        }
        return text.toString();
    }

    private static Predictions only(Predictions own, int one, int other) {
        int[] positions = IntStream.range(0, own.size())
                .filter(i -> List.of(one, other).contains(own.all().get(i).truth()))
                .toArray();
        return own.at(positions);
    }

    private String interval(Predictions set, ToDoubleFunction<Predictions> figure) {
        Interval found = new Bootstrap(seed, ROUNDS).of(set, figure);
        return number(found.value()) + " (" + number(found.low()) + " to " + number(found.high()) + ")";
    }

    static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }

    private static void row(StringBuilder text, String key, String value) {
        text.append("| ").append(key).append(" | ").append(value).append(" |\n");
    }
}
