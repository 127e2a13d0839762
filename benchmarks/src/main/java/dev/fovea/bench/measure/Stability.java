package dev.fovea.bench.measure;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// When a load run may stop: perf_analyzer's rule. The last windows agree in throughput and in median latency, that is,
/// the largest is at most the tolerance above the smallest. Pure.
///
/// @param windows how many of the last windows must agree
/// @param tolerance 0.10 for 10 %
public record Stability(int windows, double tolerance) {
    public static final Stability DEFAULT = new Stability(3, 0.10);

    public Stability {
        if (windows < 1 || !(tolerance > 0)) {
            throw new IllegalArgumentException(
                    "stability needs at least 1 window and a tolerance above 0, was " + windows + " and " + tolerance);
        }
    }

    public boolean reached(List<Window> all) {
        if (all.size() < windows) {
            return false;
        }
        List<Window> last = all.subList(all.size() - windows, all.size());
        return agree(last, Window::throughput)
                && agree(last, window -> window.latency().p50());
    }

    private boolean agree(List<Window> last, ToDoubleFunction<Window> figure) {
        double min = last.stream().mapToDouble(figure).min().orElseThrow();
        double max = last.stream().mapToDouble(figure).max().orElseThrow();
        // A window without any answer is never stable.
        return min > 0 && max <= min * (1 + tolerance);
    }
}
