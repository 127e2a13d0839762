package dev.fovea.bench.measure;

import java.util.Locale;

/// What a figure has to reach.
///
/// @param bound which side is good
/// @param limit the figure itself, in the finding's unit
public record Target(Bound bound, double limit) {
    public static Target atLeast(double limit) {
        return new Target(Bound.AT_LEAST, limit);
    }

    public static Target atMost(double limit) {
        return new Target(Bound.AT_MOST, limit);
    }

    /// NaN never passes.
    public Verdict judge(double value) {
        boolean met = switch (bound) {
            case AT_LEAST -> value >= limit;
            case AT_MOST -> value <= limit;
        };
        return met ? Verdict.PASS : Verdict.SHORT;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%s %s", bound == Bound.AT_LEAST ? "at least" : "at most", Report.text(limit));
    }

    public enum Bound {
        AT_LEAST,
        AT_MOST
    }

    /// Met or not.
    public enum Verdict {
        PASS,
        SHORT
    }
}
