package dev.fovea.bench;

import dev.fovea.bench.client.Call;
import dev.fovea.bench.load.Arrivals;
import dev.fovea.bench.load.Load;
import dev.fovea.bench.load.LoadSummary;
import dev.fovea.bench.load.Shot;
import dev.fovea.bench.measure.Span;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/// What a daemon gets done in a slice of time with a fixed number of requests in flight.
///
/// @param concurrency requests in flight
record DaemonSlice(URI server, int concurrency, LongFunction<Call> calls) {
    static final Duration ANSWER_MAX = Duration.ofSeconds(60);

    /// Durable answers per second while the load goes on, within a [Span].
    double rate(Duration time) {
        Span span = Span.startingAt(System.nanoTime(), time);
        List<Shot> shots = new ArrayList<>();
        try (Load load = Load.start(server, new Arrivals.Concurrency(concurrency), calls, ANSWER_MAX)) {
            pause(Span.whole(time));
            shots.addAll(load.stop());
        }
        shots.stream()
                .filter(shot -> !LoadSummary.isAnswered(shot.status()))
                .findFirst()
                .ifPresent(shot -> {
                    throw new IllegalStateException(
                            "a photograph got HTTP status " + shot.status() + " instead of an answer"
                                    + shot.failure().map(why -> ", " + why).orElse(""));
                });
        return span.rate(
                shots.stream().filter(shot -> span.holds(shot.endNanos())).count());
    }

    static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0 && !Thread.currentThread().isInterrupted(); ) {
            LockSupport.parkNanos(left);
            left = end - System.nanoTime();
        }
    }
}
