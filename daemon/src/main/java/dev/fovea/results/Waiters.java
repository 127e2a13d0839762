package dev.fovea.results;

import dev.fovea.model.CaptureId;
import java.time.Duration;
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
    private final ConcurrentMap<CaptureId, Set<Waiter>> waiting = new ConcurrentHashMap<>();
    private volatile boolean closed;

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
            // Entered first, looked second: an answer in between is seen by one of the two.
            CaptureView now = look.get();
            return now.state() == State.WAITING && !closed ? told(mine, max).orElseGet(look) : now;
        } finally {
            leave(id, mine);
        }
    }

    private static Optional<CaptureView> told(Waiter mine, Duration max) throws InterruptedException {
        try {
            return mine.told.get(max.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException over) {
            return Optional.empty();
        } catch (ExecutionException impossible) {
            throw new AssertionError("waiters are told, never failed", impossible);
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
        Optional.ofNullable(waiting.get(answered.capture().id()))
                .ifPresent(all -> all.forEach(one -> one.told.complete(Optional.of(answered))));
    }

    /// Lets everybody go on with what is known, now and from now on.
    void close() {
        closed = true;
        waiting.values().forEach(all -> all.forEach(one -> one.told.complete(Optional.empty())));
    }
}
