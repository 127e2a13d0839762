package dev.fovea.bench;

import dev.fovea.bench.client.Call;
import dev.fovea.bench.load.Arrivals;
import dev.fovea.bench.load.Load;
import dev.fovea.bench.load.LoadSummary;
import dev.fovea.bench.load.Shot;
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

    /// Before the count begins: the pipe fills, and what others pushed out of the caches comes back.
    private static final Duration LEAD_IN = Duration.ofSeconds(1);

    /// Durable answers per second while the load goes on: those that came within the time given, after a lead-in.
    /// What was sent before and ends within counts, what is sent within and ends after does not: the edges cancel.
    double rate(Duration time) {
        List<Shot> shots = new ArrayList<>();
        long from;
        long until;
        try (Load load = Load.start(server, new Arrivals.Concurrency(concurrency), calls, ANSWER_MAX)) {
            pause(LEAD_IN);
            from = System.nanoTime();
            pause(time);
            until = System.nanoTime();
            shots.addAll(load.stop());
        }
        LoadSummary summary = LoadSummary.of(shots, (until - from) / 1e9);
        if (summary.answered() != shots.size()) {
            throw new IllegalStateException("not every photograph was answered; by HTTP status: " + summary.statuses()
                    + shots.stream()
                            .flatMap(shot -> shot.failure().stream())
                            .findFirst()
                            .map(why -> ", " + why)
                            .orElse(""));
        }
        return rate(shots, from, until);
    }

    /// Shots a second that ended within.
    static double rate(List<Shot> shots, long fromNanos, long untilNanos) {
        long within = shots.stream()
                .filter(shot -> shot.endNanos() - fromNanos >= 0 && shot.endNanos() - untilNanos < 0)
                .count();
        return within * 1e9 / (untilNanos - fromNanos);
    }

    static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0 && !Thread.currentThread().isInterrupted(); ) {
            LockSupport.parkNanos(left);
            left = end - System.nanoTime();
        }
    }
}
