package dev.fovea.ingest.upload;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fovea.model.CaptureId;
import dev.fovea.results.CaptureView;
import dev.fovea.results.Event;
import dev.fovea.results.Results;
import dev.fovea.results.State;
import dev.fovea.results.Subscription;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Waits for answers by listening to the results once for all waiting uploads. Thread-safe.
///
/// A subscription that ended (it was too slow for a moment) is taken anew by the next waiting upload, and each wait
/// ends
/// with a look at the results themselves, so a lost event costs time and never the answer.
public final class ResultAnswers implements Answers, AutoCloseable {
    private final Results results;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final Map<CaptureId, Waiting> waiting = new HashMap<>();

    @GuardedBy("lock")
    private Optional<Subscription> subscription = Optional.empty();

    @GuardedBy("lock")
    private boolean closed;

    public ResultAnswers(Results results) {
        this.results = results;
    }

    @Override
    public CaptureView now(CaptureId id) {
        return results.find(id)
                .orElseThrow(() -> new IllegalStateException("capture " + id + " was accepted and is not to be found"));
    }

    @Override
    public CaptureView await(CaptureId id, Duration max) throws InterruptedException {
        Waiting mine = enter(id);
        try {
            // Registered first, looked up second: an answer in between is seen by one of the two.
            CaptureView view = now(id);
            if (view.state() == State.WAITING) {
                pause(mine, max.toNanos());
                view = now(id);
            }
            return view;
        } finally {
            leave(id, mine);
        }
    }

    private Waiting enter(CaptureId id) {
        lock.lock();
        try {
            boolean listening = subscription.isPresent() && subscription.get().open();
            if (!listening && !closed) {
                subscription = Optional.of(results.subscribe(-1, this::heard));
            }
            Waiting mine = waiting.computeIfAbsent(id, _ -> new Waiting(lock.newCondition()));
            mine.answered |= closed;
            mine.count++;
            return mine;
        } finally {
            lock.unlock();
        }
    }

    private void pause(Waiting mine, long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (!mine.answered && left > 0) {
                left = mine.changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void leave(CaptureId id, Waiting mine) {
        lock.lock();
        try {
            mine.count--;
            if (mine.count == 0) {
                waiting.remove(id, mine);
            }
        } finally {
            lock.unlock();
        }
    }

    private void heard(Event event) {
        lock.lock();
        try {
            switch (event) {
                case Event.Accepted _ -> {}
                case Event.Answered(var _, var view) ->
                    Optional.ofNullable(waiting.get(view.capture().id())).ifPresent(Waiting::wake);
                case Event.Reload _ -> waiting.values().forEach(Waiting::wake);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Lets everybody who waits go on with what is known. Close it before the web server, so that they are still told.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            subscription.ifPresent(Subscription::close);
            waiting.values().forEach(Waiting::wake);
        } finally {
            lock.unlock();
        }
    }

    /// Those who wait for one capture. Used under the lock only.
    private static final class Waiting {
        private final Condition changed;
        private int count;
        private boolean answered;

        Waiting(Condition changed) {
            this.changed = changed;
        }

        void wake() {
            answered = true;
            changed.signalAll();
        }
    }
}
