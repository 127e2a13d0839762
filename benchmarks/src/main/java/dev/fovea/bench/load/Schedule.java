package dev.fovea.bench.load;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Deals out the requests, each with the moment it is due. Thread-safe.
final class Schedule {
    private final Arrivals arrivals;
    private final RandomGenerator random;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private long index;

    @GuardedBy("lock")
    private double due;

    /// @param index counts requests from 0
    /// @param nanos when it is due
    record Slot(long index, long nanos) {}

    /// @param startNanos when the first request of a rate is due
    Schedule(Arrivals arrivals, long startNanos) {
        this.arrivals = arrivals;
        this.random = switch (arrivals) {
            case Arrivals.Concurrency _ -> generator(0);
            case Arrivals.Rate rate -> generator(rate.seed());
        };
        this.due = startNanos;
    }

    private static RandomGenerator generator(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /// The next request. In concurrency mode it is due now.
    Slot next(long now) {
        lock.lock();
        try {
            return switch (arrivals) {
                case Arrivals.Concurrency _ -> new Slot(index++, now);
                case Arrivals.Rate rate -> {
                    Slot slot = new Slot(index++, Math.round(due));
                    due += gap(rate);
                    yield slot;
                }
            };
        } finally {
            lock.unlock();
        }
    }

    private double gap(Arrivals.Rate rate) {
        double mean = 1e9 / rate.perSecond();
        return switch (rate.spacing()) {
            case CONSTANT -> mean;
            case POISSON -> mean * random.nextExponential();
        };
    }
}
