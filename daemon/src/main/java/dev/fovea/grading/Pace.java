package dev.fovea.grading;

import dev.fovea.model.Stage;
import dev.fovea.model.StageTimes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// How long one photograph keeps a core busy, learned from recent ones. Thread-safe.
final class Pace {
    /// What is assumed before anything was measured: a 12-megapixel JPEG on one slow core.
    private static final long FIRST_NANOS = 100_000_000;

    /// Each new photograph counts one part in so many.
    private static final int SMOOTHING = 16;

    private final AtomicLong nanos = new AtomicLong(FIRST_NANOS);

    /// @param batchSize how many photographs shared the time in the network
    void learn(StageTimes times, int batchSize) {
        long busy = nanos(times, Stage.DECODE) + nanos(times, Stage.PREPROCESS) + nanos(times, Stage.INFER) / batchSize;
        nanos.updateAndGet(known -> known + (busy - known) / SMOOTHING);
    }

    double secondsPerImage() {
        return nanos.get() / 1e9;
    }

    private static long nanos(StageTimes times, Stage stage) {
        return times.of(stage).map(Duration::toNanos).orElse(0L);
    }
}
