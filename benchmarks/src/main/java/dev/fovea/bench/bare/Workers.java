package dev.fovea.bench.bare;

import dev.fovea.bench.measure.Span;
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
    /// @return images per second within a [Span]
    public static double rate(int threads, Duration time, IntFunction<LongSupplier> steps) {
        AtomicLong images = new AtomicLong();
        AtomicReference<Optional<Throwable>> failure = new AtomicReference<>(Optional.empty());
        List<Thread> workers = new ArrayList<>();
        Span span = Span.startingAt(System.nanoTime(), time);
        for (int i = 0; i < threads; i++) {
            LongSupplier step = steps.apply(i);
            workers.add(Thread.ofPlatform().name("bare-" + i).start(() -> {
                try {
                    while (!span.isOver(System.nanoTime())) {
                        long done = step.getAsLong();
                        images.addAndGet(span.holds(System.nanoTime()) ? done : 0);
                    }
                } catch (RuntimeException | Error e) {
                    failure.set(Optional.of(e));
                }
            }));
        }
        workers.forEach(worker -> join(worker, time.plus(JOIN_EXTRA)));
        failure.get().ifPresent(cause -> {
            throw new IllegalStateException("a bare loop failed", cause);
        });
        return span.rate(images.get());
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
