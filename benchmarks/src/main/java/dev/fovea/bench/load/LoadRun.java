package dev.fovea.bench.load;

import dev.fovea.bench.client.Call;
import dev.fovea.bench.measure.Percentiles;
import dev.fovea.bench.measure.Stability;
import dev.fovea.bench.measure.Window;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/// One load run cut into windows, until they agree or there have been enough of them.
///
/// @param window how long one window lasts
/// @param warmUp traffic before the first window, thrown away
/// @param windowsMax how many windows at most
/// @param stability when to stop early
/// @param timeout the longest wait for one answer
public record LoadRun(Duration window, Duration warmUp, int windowsMax, Stability stability, Duration timeout) {
    public LoadRun {
        if (!window.isPositive() || warmUp.isNegative() || windowsMax < 1) {
            throw new IllegalArgumentException(
                    "a load run needs windows above 0 s and at least 1 of them, was " + windowsMax + " of " + window);
        }
    }

    /// What the run ended with.
    ///
    /// @param windows in order
    /// @param stable whether the last ones agreed
    /// @param last over the last windows that count (those that agreed, or as many of the last)
    /// @param whole over all windows
    public record Outcome(List<Window> windows, boolean stable, LoadSummary last, LoadSummary whole) {}

    /// Runs to the end. Interrupted, it stops with what it has.
    ///
    /// @param eachWindow hears of every window as it ends
    public Outcome run(URI server, Arrivals arrivals, LongFunction<Call> calls, Consumer<Window> eachWindow) {
        List<Window> windows = new ArrayList<>();
        List<List<Shot>> shots = new ArrayList<>();
        List<Double> seconds = new ArrayList<>();
        try (Load load = Load.start(server, arrivals, calls, timeout)) {
            pause(warmUp);
            load.drain();
            long begin = System.nanoTime();
            while (windows.size() < windowsMax && !stability.reached(windows) && !Thread.interrupted()) {
                pause(window);
                long end = System.nanoTime();
                List<Shot> ended = load.drain();
                shots.add(ended);
                seconds.add((end - begin) / 1e9);
                windows.add(window(ended, (end - begin) / 1e9));
                eachWindow.accept(windows.getLast());
                begin = end;
            }
        }
        int counted = Math.min(stability.windows(), windows.size());
        return new Outcome(
                windows,
                stability.reached(windows),
                summary(shots, seconds, counted),
                summary(shots, seconds, windows.size()));
    }

    private static Window window(List<Shot> shots, double seconds) {
        long[] nanos = shots.stream()
                .filter(shot -> LoadSummary.isAnswered(shot.status()))
                .mapToLong(Shot::nanos)
                .toArray();
        return new Window(nanos.length / seconds, Percentiles.ofNanos(nanos));
    }

    private static LoadSummary summary(List<List<Shot>> shots, List<Double> seconds, int counted) {
        int from = shots.size() - counted;
        return LoadSummary.of(
                shots.subList(from, shots.size()).stream().flatMap(List::stream).toList(),
                seconds.subList(from, seconds.size()).stream()
                        .mapToDouble(Double::doubleValue)
                        .sum());
    }

    private static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0 && !Thread.currentThread().isInterrupted(); ) {
            LockSupport.parkNanos(left);
            left = end - System.nanoTime();
        }
    }
}
