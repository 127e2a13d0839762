package dev.fovea.scheduler;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// A clock that stands still until a test turns it. Thread-safe.
public final class ManualTicker implements Ticker {
    // Not zero, and soon to overflow: spans must not care.
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    @Override
    public long nanos() {
        return nanos.get();
    }

    public void advance(Duration by) {
        nanos.addAndGet(by.toNanos());
        listeners.forEach(Runnable::run);
    }

    /// Tells whoever sleeps on this clock that it has moved.
    public void onAdvance(Runnable listener) {
        listeners.add(listener);
    }
}
