package dev.fovea.scheduler;

import java.time.Duration;

/// One item on its way through a [BatchQueue]: made by the caller, offered once, and in exactly one place at a time:
/// waiting, or handed out to one taker. Its fields are the queue's; only the queue writes them, under its lock.
public final class Entry<T> {
    private final T item;
    private final Terms terms;

    long sequence;
    long enqueuedNanos;
    boolean waiting;
    boolean late;
    boolean alone;

    public Entry(T item, Terms terms) {
        this.item = item;
        this.terms = terms;
    }

    public T item() {
        return item;
    }

    public Terms terms() {
        return terms;
    }

    /// How long after it was offered `nowNanos` is.
    public Duration waited(long nowNanos) {
        return Duration.ofNanos(nowNanos - enqueuedNanos);
    }

    /// Nanoseconds until it is due; negative when late, the largest number without a limit.
    long nanosLeft(long nowNanos) {
        return terms.timeout()
                .map(timeout -> timeout.toNanos() - (nowNanos - enqueuedNanos))
                .orElse(Long.MAX_VALUE);
    }
}
