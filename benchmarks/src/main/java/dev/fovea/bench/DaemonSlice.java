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

    /// Durable answers per second. Counted over the slice from its start until the last answer has come, so neither
    /// the filling nor the emptying of the pipe is given away.
    double rate(Duration time) {
        long begin = System.nanoTime();
        List<Shot> shots = new ArrayList<>();
        try (Load load = Load.start(server, new Arrivals.Concurrency(concurrency), calls, ANSWER_MAX)) {
            pause(time);
            shots.addAll(load.stop());
        }
        LoadSummary summary = LoadSummary.of(shots, (System.nanoTime() - begin) / 1e9);
        if (summary.answered() != shots.size()) {
            throw new IllegalStateException("not every photograph was answered; by HTTP status: " + summary.statuses()
                    + shots.stream()
                            .flatMap(shot -> shot.failure().stream())
                            .findFirst()
                            .map(why -> ", " + why)
                            .orElse(""));
        }
        return summary.throughput();
    }

    static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0 && !Thread.currentThread().isInterrupted(); ) {
            LockSupport.parkNanos(left);
            left = end - System.nanoTime();
        }
    }
}
