package dev.fovea.bench.bare;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/// Runs the same loop on a fixed number of platform threads for a while and counts what they get done.
public final class Workers {
    private static final Duration JOIN_EXTRA = Duration.ofSeconds(60);

    private Workers() {}

    /// @param steps makes each thread's step, which returns how many images it did
    /// @return images per second of wall time
    public static double rate(int threads, Duration time, IntFunction<LongSupplier> steps) {
        AtomicLong images = new AtomicLong();
        AtomicReference<Optional<Throwable>> failure = new AtomicReference<>(Optional.empty());
        List<Thread> workers = new ArrayList<>();
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        for (int i = 0; i < threads; i++) {
            LongSupplier step = steps.apply(i);
            workers.add(Thread.ofPlatform().name("bare-" + i).start(() -> {
                try {
                    while (System.nanoTime() < end) {
                        images.addAndGet(step.getAsLong());
                    }
                } catch (RuntimeException | Error e) {
                    failure.set(Optional.of(e));
                }
            }));
        }
        workers.forEach(worker -> join(worker, time.plus(JOIN_EXTRA)));
        double seconds = (System.nanoTime() - begin) / 1e9;
        failure.get().ifPresent(cause -> {
            throw new IllegalStateException("a bare loop failed", cause);
        });
        return images.get() / seconds;
    }

    private static void join(Thread worker, Duration max) {
        try {
            if (!worker.join(max)) {
                throw new IllegalStateException(worker.getName() + " did not end within " + max.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
