package dev.fovea.grading;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fovea.model.Priority;
import dev.fovea.scheduler.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;

/// Who is next. Hands out captures by priority; one that must be alone goes first, but only when nothing else is
/// being worked on, and nothing else is handed out until it has ended. Thread-safe.
///
/// While photographs pour in, imported ones wait as [BacklogHold] says; those of patients in the chair never do.
///
/// Neither half of the rule for those alone can stop the box: what takes longer than [#ALONE_MAX] (company that does
/// not leave, or one alone that hangs) no longer holds up the others.
final class Line {
    static final Duration ALONE_MAX = Duration.ofSeconds(30);

    /// How often is looked whether the stream of new photographs has ebbed.
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final Ticker ticker;
    private final BacklogHold hold;
    private final DoubleSupplier inflow;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    @GuardedBy("lock")
    private final PriorityQueue<Waiting> company = new PriorityQueue<>();

    @GuardedBy("lock")
    private final PriorityQueue<Waiting> alone = new PriorityQueue<>();

    /// Handed out and not ended.
    @GuardedBy("lock")
    private int working;

    /// Of them, those that are to be alone.
    @GuardedBy("lock")
    private int workingAlone;

    /// Since when the others have been held up for the sake of one alone, ticker nanoseconds.
    @GuardedBy("lock")
    private long heldSince;

    /// Of the imported photographs in company.
    @GuardedBy("lock")
    private long backlogBytes;

    /// When an imported photograph was last handed out, ticker nanoseconds.
    @GuardedBy("lock")
    private long backlogSince;

    @GuardedBy("lock")
    private boolean closed;

    /// @param inflow bytes of photographs accepted per second at present
    Line(Ticker ticker, BacklogHold hold, DoubleSupplier inflow) {
        this.ticker = ticker;
        this.hold = hold;
        this.inflow = inflow;
        this.backlogSince = ticker.nanos() - hold.holdMax().toNanos();
    }

    /// Does nothing once closed: the capture is in the spool.
    void add(Waiting next) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            if (next.alone() && alone.isEmpty() && workingAlone == 0) {
                heldSince = ticker.nanos();
            }
            (next.alone() ? alone : company).add(next);
            backlogBytes += next.alone() ? 0 : backlogBytes(next);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits for the next one; each must be given back to [#ended]. Empty once closed.
    Optional<Waiting> take() {
        lock.lock();
        try {
            while (!closed) {
                Optional<Waiting> next = poll();
                if (next.isPresent()) {
                    return next;
                }
                long held = heldNanosLeft();
                if (held > 0) {
                    changed.awaitNanos(held);
                } else if (!company.isEmpty()) {
                    changed.awaitNanos(LOOK_EVERY.toNanos());
                } else {
                    changed.awaitUninterruptibly();
                }
            }
            return Optional.empty();
        } catch (InterruptedException stop) {
            // Nobody interrupts decoders: it would tear a file from the one that reads it. Whoever does means a stop.
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private Optional<Waiting> poll() {
        if (working == 0 && !alone.isEmpty()) {
            heldSince = ticker.nanos();
            working++;
            workingAlone++;
            return Optional.of(alone.remove());
        }
        if (heldNanosLeft() > 0 || company.isEmpty()) {
            return Optional.empty();
        }
        if (company.element().capture().priority() == Priority.BACKLOG) {
            long now = ticker.nanos();
            if (hold.nanosLeft(inflow.getAsDouble(), backlogBytes, now - backlogSince) > 0) {
                return Optional.empty();
            }
            backlogSince = now;
            backlogBytes -= backlogBytes(company.element());
        }
        working++;
        return Optional.of(company.remove());
    }

    private static long backlogBytes(Waiting one) {
        return one.capture().priority() == Priority.BACKLOG ? one.capture().size() : 0;
    }

    /// How much longer the others are held up.
    @GuardedBy("lock")
    private long heldNanosLeft() {
        return alone.isEmpty() && workingAlone == 0 ? 0 : ALONE_MAX.toNanos() - (ticker.nanos() - heldSince);
    }

    /// It is answered or parked.
    void ended(Waiting one) {
        lock.lock();
        try {
            working--;
            if (one.alone()) {
                workingAlone--;
                heldSince = ticker.nanos();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return company.size() + alone.size();
        } finally {
            lock.unlock();
        }
    }

    /// Hands out nothing any more. Idempotent.
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits for all that was handed out.
    ///
    /// @return whether all of it has ended
    boolean awaitIdle(Duration max) throws InterruptedException {
        lock.lock();
        try {
            long left = max.toNanos();
            while (working > 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
            return working == 0;
        } finally {
            lock.unlock();
        }
    }
}
