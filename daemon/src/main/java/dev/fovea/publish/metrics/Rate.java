package dev.fovea.publish.metrics;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Events per second over the last ten whole seconds. Thread-safe.
final class Rate {
    private static final int SECONDS = 10;

    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();

    // One more than is averaged: the second that is still running.
    @GuardedBy("lock")
    private final long[] counts = new long[SECONDS + 1];

    @GuardedBy("lock")
    private long second;

    Rate(LongSupplier nanos) {
        this.nanos = nanos;
        second = now();
    }

    void count() {
        lock.lock();
        try {
            advance();
            counts[slot(second)]++;
        } finally {
            lock.unlock();
        }
    }

    double perSecond() {
        lock.lock();
        try {
            advance();
            long sum = 0;
            for (long back = 1; back <= SECONDS; back++) {
                sum += counts[slot(second - back)];
            }
            return (double) sum / SECONDS;
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private void advance() {
        long now = now();
        long steps = Math.min(now - second, counts.length);
        for (long step = 1; step <= steps; step++) {
            counts[slot(now - steps + step)] = 0;
        }
        second = now;
    }

    private static int slot(long when) {
        return (int) Math.floorMod(when, SECONDS + 1L);
    }

    private long now() {
        return Math.floorDiv(nanos.getAsLong(), 1_000_000_000L);
    }
}
