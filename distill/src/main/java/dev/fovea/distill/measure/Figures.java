package dev.fovea.distill.measure;

import dev.fovea.distill.measure.Bootstrap.Interval;
import java.util.Locale;

/// Numbers as a report prints them.
final class Figures {
    private Figures() {}

    /// Three digits; a dash for what could not be counted.
    static String plain(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
    }

    static String plain(Interval interval) {
        return plain(interval.value()) + " (" + plain(interval.low()) + " to " + plain(interval.high()) + ")";
    }
}
