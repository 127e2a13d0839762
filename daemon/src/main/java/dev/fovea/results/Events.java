package dev.fovea.results;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/// Numbers events, keeps the last of them, and hands them to listeners without ever waiting for one.
final class Events implements AutoCloseable {
    private final ResultsSettings settings;
    private final ResultsMetrics metrics;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final Deque<Event> kept = new ArrayDeque<>();

    @GuardedBy("lock")
    private final List<Listener> listeners = new ArrayList<>();

    @GuardedBy("lock")
    private long last;

    @GuardedBy("lock")
    private boolean closed;

    /// @param last the number of the last event of the process before
    Events(ResultsSettings settings, long last, ResultsMetrics metrics) {
        this.settings = settings;
        this.last = last;
        this.metrics = metrics;
    }

    void publish(LongFunction<Event> numbered) {
        lock.lock();
        try {
            last++;
            Event event = numbered.apply(last);
            if (kept.size() == settings.replayMax()) {
                kept.removeFirst();
            }
            kept.addLast(event);
            listeners.removeIf(listener -> !delivered(listener, event));
        } finally {
            lock.unlock();
        }
    }

    private boolean delivered(Listener listener, Event event) {
        if (listener.offer(event)) {
            return true;
        }
        if (listener.open()) {
            listener.close();
            metrics.listenerDropped();
        }
        return false;
    }

    Subscription subscribe(long after, Consumer<Event> consumer) {
        lock.lock();
        try {
            listeners.removeIf(listener -> !listener.open());
            if (closed || listeners.size() >= settings.listenersMax()) {
                throw new IllegalStateException(
                        closed ? "the results are closed" : "there are " + listeners.size() + " listeners already");
            }
            // Room for everything that is kept and as much again: only a listener that does not read gets full.
            Listener listener = new Listener(2 * settings.replayMax() + 1);
            missed(after).forEach(listener::offer);
            listener.start(consumer);
            listeners.add(listener);
            return listener;
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private List<Event> missed(long after) {
        if (after < 0 || after == last) {
            return List.of();
        }
        long oldest = last - kept.size() + 1;
        if (after > last || after < oldest - 1) {
            return List.of(new Event.Reload(last));
        }
        return kept.stream().filter(event -> event.seq() > after).toList();
    }

    /// Ends every subscription. Idempotent.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            listeners.forEach(Listener::close);
            listeners.clear();
        } finally {
            lock.unlock();
        }
    }
}
