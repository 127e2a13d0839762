package dev.fovea.statistics;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// How a model's latest answers differ from its first ones on this box, and how much chance may make of it. Pure.
///
/// The formulas, with n photographs in the window and m in the reference; of class mix and confidence the graded ones:
///
/// - class mix: the population stability index, the sum over classes of (a - e) ln(a / e), with the shares a in the
///   window and e in the reference, half a photograph added to each class so that none is empty (N. Siddiqi, Credit
///   Risk Scorecards, 2006; it is the symmetric divergence of H. Jeffreys, Proc. R. Soc. A 186, 1946, 453-461). While
///   nothing has changed, PSI / (1/n + 1/m) has a chi-squared distribution with one degree of freedom less than there
///   are classes (B. Yurdakul, Statistical Properties of Population Stability Index, 2018), so the limit is that
///   distribution's 99.9 % point (E. B. Wilson and M. M. Hilferty, PNAS 17, 1931, 684-688) times (1/n + 1/m).
/// - confidence: the difference of the means; its limit is the normal 99.9 % interval of that difference with
///   both variances as measured (B. L. Welch, Biometrika 34, 1947, 28-35).
/// - ungradable: the difference of the shares; its limit is the same interval with the pooled share, one photograph
///   added to each side so that it is never nothing (A. Agresti and B. Caffo, The American Statistician 54, 2000,
///   280-288).
///
/// Photographs of one patient resemble each other, so there is less to learn from n of them than from n patients. Each
/// variance is therefore multiplied by [#ALIKE] (the design effect of L. Kish, Survey Sampling, 1965): 2 is right
/// when photographs come in pairs that say exactly the same.
///
/// @param task the model answers
/// @param model whose answers they are
/// @param reference the first answers
/// @param window the latest answers
/// @param classMix absent with too few graded photographs in the window, as is the confidence
/// @param confidence below 0 when the model has become less sure
/// @param ungradable above 0 when more photographs cannot be graded
public record DriftFigures(
        String task,
        Fate.ModelKey model,
        Sample reference,
        Sample window,
        Optional<Shift> classMix,
        Optional<Shift> confidence,
        Shift ungradable) {
    /// The design effect.
    static final double ALIKE = 2;

    /// With fewer graded photographs in window or reference, class mix and confidence say nothing.
    static final int GRADED_MIN = 50;

    /// The normal distribution's 99.95 % point: 99.9 % lie on this side of it and of its negative.
    private static final double Z_TWO_SIDED = 3.290526731491926;

    /// The normal distribution's 99.9 % point.
    private static final double Z_ONE_SIDED = 3.090232306167813;

    /// @param value how much it differs
    /// @param limit what chance alone hardly ever exceeds, either way
    public record Shift(double value, double limit) {
        public boolean beyond() {
            return Math.abs(value) > limit;
        }
    }

    static DriftFigures of(String task, Fate.ModelKey model, Sample reference, Sample window) {
        boolean enough = reference.graded() >= GRADED_MIN && window.graded() >= GRADED_MIN;
        return new DriftFigures(
                task,
                model,
                reference,
                window,
                enough ? Optional.of(classMix(reference, window)) : Optional.empty(),
                enough ? Optional.of(confidence(reference, window)) : Optional.empty(),
                ungradable(reference, window));
    }

    private static Shift classMix(Sample reference, Sample window) {
        Set<String> classes = new TreeSet<>(reference.classes().keySet());
        classes.addAll(window.classes().keySet());
        double index = 0;
        for (String name : classes) {
            double actual = share(window, name, classes.size());
            double expected = share(reference, name, classes.size());
            index += (actual - expected) * Math.log(actual / expected);
        }
        double chance = chiSquared(Math.max(1, classes.size() - 1));
        return new Shift(index, ALIKE * chance * (1.0 / window.graded() + 1.0 / reference.graded()));
    }

    private static double share(Sample sample, String name, int classes) {
        return (sample.classes().getOrDefault(name, 0) + 0.5) / (sample.graded() + 0.5 * classes);
    }

    /// The 99.9 % point, a little above the true one.
    static double chiSquared(int degrees) {
        double ninth = 2.0 / (9.0 * degrees);
        return degrees * Math.pow(1 - ninth + Z_ONE_SIDED * Math.sqrt(ninth), 3);
    }

    private static Shift confidence(Sample reference, Sample window) {
        double variance = window.variance() / window.graded() + reference.variance() / reference.graded();
        return new Shift(window.confidence() - reference.confidence(), Z_TWO_SIDED * Math.sqrt(ALIKE * variance));
    }

    private static Shift ungradable(Sample reference, Sample window) {
        double both = window.photographs() + reference.photographs();
        double pooled = (window.ungradable() + reference.ungradable() + 1) / (both + 2);
        double variance = pooled * (1 - pooled) * (1.0 / window.photographs() + 1.0 / reference.photographs());
        return new Shift(
                window.ungradableShare() - reference.ungradableShare(), Z_TWO_SIDED * Math.sqrt(ALIKE * variance));
    }
}
