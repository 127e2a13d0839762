package dev.fovea.results;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fovea.model.CaptureId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Who waits for which answer. Thread-safe.
final class Waiters {
    private static final int LATEST_MAX = 64;

    /// So often whoever still waits looks for itself: an answer that was given before the wait began and is not among
    /// the latest any more costs this much time, and never the answer.
    private static final long LOOK_NANOS = 500_000_000;

    private final ConcurrentMap<CaptureId, Set<Waiter>> waiting = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /// The newest answers: who was accepted a moment ago need not ask the database whether it is answered already.
    @GuardedBy("latest")
    private final Map<CaptureId, CaptureView> latest = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<CaptureId, CaptureView> eldest) {
            return size() > LATEST_MAX;
        }
    };

    /// One who waits; no two are equal.
    private static final class Waiter {
        private final CompletableFuture<Optional<CaptureView>> told = new CompletableFuture<>();
    }

    /// @param look the capture as it stands now
    /// @return the capture once it is answered, or as it stands when the time is over
    CaptureView await(CaptureId id, Duration max, Supplier<CaptureView> look) throws InterruptedException {
        Waiter mine = new Waiter();
        enter(id, mine);
        try {
            // Entered first, remembered answers second: an answer in between is seen by one of the two.
            tell(mine, remembered(id));
            long left = max.toNanos();
            Optional<CaptureView> told = told(mine, Math.min(left, LOOK_NANOS));
            while (told.isEmpty() && !closed && left > LOOK_NANOS) {
                left -= LOOK_NANOS;
                CaptureView now = look.get();
                told = now.state() == State.WAITING ? told(mine, Math.min(left, LOOK_NANOS)) : Optional.of(now);
            }
            return told.orElseGet(look);
        } finally {
            leave(id, mine);
        }
    }

    private static Optional<CaptureView> told(Waiter mine, long nanos) throws InterruptedException {
        try {
            return mine.told.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException over) {
            return Optional.empty();
        } catch (ExecutionException impossible) {
            throw new AssertionError("waiters are told, never failed", impossible);
        }
    }

    private void tell(Waiter mine, Optional<CaptureView> answered) {
        if (closed || answered.isPresent()) {
            mine.told.complete(answered);
        }
    }

    private void enter(CaptureId id, Waiter mine) {
        waiting.compute(id, (_, others) -> {
            Set<Waiter> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(mine);
            return all;
        });
    }

    private void leave(CaptureId id, Waiter mine) {
        waiting.computeIfPresent(id, (_, all) -> {
            all.remove(mine);
            return all.isEmpty() ? null : all;
        });
    }

    void tell(CaptureView answered) {
        remember(answered);
        Optional.ofNullable(waiting.get(answered.capture().id()))
                .ifPresent(all -> all.forEach(one -> one.told.complete(Optional.of(answered))));
    }

    private void remember(CaptureView answered) {
        synchronized (latest) {
            latest.put(answered.capture().id(), answered);
        }
    }

    /// It waits again.
    void forget(CaptureId id) {
        synchronized (latest) {
            latest.remove(id);
        }
    }

    private Optional<CaptureView> remembered(CaptureId id) {
        synchronized (latest) {
            return Optional.ofNullable(latest.get(id));
        }
    }

    /// Lets everybody go on with what is known, now and from now on.
    void close() {
        closed = true;
        waiting.values().forEach(all -> all.forEach(one -> one.told.complete(Optional.empty())));
    }
}
