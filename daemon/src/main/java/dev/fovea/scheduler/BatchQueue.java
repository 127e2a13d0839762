package dev.fovea.scheduler;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fovea.scheduler.BatchDecision.Idle;
import dev.fovea.scheduler.BatchDecision.Run;
import dev.fovea.scheduler.BatchDecision.Wait;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A bounded queue that hands out batches.
///
/// Any thread offers; each engine's thread takes through its own [Taker]. An entry is in exactly one place: waiting
/// here, or handed out to whoever took, swept, withdrew or drained it; each of those hands out an entry only once.
///
/// **Order.** Priority is strict: a lower level waits as long as a higher one has work, so a lower level can starve
/// under lasting load, by design (a patient in the chair goes before a backlog). Within a level first come, first
/// served; one batch may mix levels. An entry whose timeout passes is never served under REJECT; under DELAY it is
/// served after all of its level that are in time, and may starve.
///
/// **Full** or shut: [#offer] says so at once and keeps nothing. An entry finds the queue full when its own and the
/// higher levels fill the bounds; what waits below it does not count, so a lower level never shuts out a higher one,
/// and all together may hold the bounds once per level. **Closed:** nothing new, what waits is still handed
/// out, then takers get the empty list. No method blocks but [Taker#take].
public final class BatchQueue<T> {
    private enum State {
        OPEN,
        /// Takes nothing and holds nothing until it opens again.
        SHUT,
        /// Takes nothing, hands out what is left.
        CLOSED,
        /// Takes nothing, holds nothing, for good.
        ABORTED
    }

    private final BatchPolicy policy;
    private final Ticker ticker;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    @GuardedBy("lock")
    private final Waitlist<T> waitlist;

    /// Found due by a taker; for [#sweep] to hand out.
    @GuardedBy("lock")
    private final List<Entry<T>> due = new ArrayList<>();

    @GuardedBy("lock")
    private final Arrivals arrivals = new Arrivals();

    @GuardedBy("lock")
    private BatchTiming timing = BatchTiming.UNKNOWN;

    @GuardedBy("lock")
    private State state = State.OPEN;

    @GuardedBy("lock")
    private long sequence;

    /// Takers asleep in [Taker#take].
    @GuardedBy("lock")
    private int idle;

    public BatchQueue(BatchPolicy policy, Ticker ticker) {
        this.policy = policy;
        this.ticker = ticker;
        this.waitlist = new Waitlist<>(policy.levels(), policy.timeoutAction());
    }

    /// Takes the entry or refuses it, at once.
    public Offer offer(Entry<T> entry) {
        lock.lock();
        try {
            if (state != State.OPEN) {
                return Offer.SHUT;
            }
            if (isFull(entry.terms())) {
                return Offer.FULL;
            }
            long now = ticker.nanos();
            arrivals.saw(now);
            entry.sequence = sequence++;
            entry.enqueuedNanos = now;
            waitlist.add(entry, now);
            changed.signal();
            return Offer.TAKEN;
        } finally {
            lock.unlock();
        }
    }

    /// Who goes first is not shut out by who goes after.
    @GuardedBy("lock")
    private boolean isFull(Terms terms) {
        return waitlist.countDownTo(terms.level()) >= policy.itemsMax()
                || terms.bytes() > policy.bytesMax() - waitlist.bytesDownTo(terms.level());
    }

    /// Puts an entry that was handed out back in its old place, to be run again by itself. The bounds do not count
    /// here: it was admitted once. False when the queue holds nothing any more; the entry is the caller's then.
    public boolean retryAlone(Entry<T> entry) {
        return putBack(entry, true);
    }

    /// Puts an entry that was handed out back as it was. See [#retryAlone].
    public boolean putBack(Entry<T> entry) {
        return putBack(entry, false);
    }

    private boolean putBack(Entry<T> entry, boolean alone) {
        lock.lock();
        try {
            if (state == State.SHUT || state == State.ABORTED) {
                return false;
            }
            entry.alone |= alone;
            waitlist.add(entry, ticker.nanos());
            changed.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Withdraws a waiting entry. False when it does not wait: never offered, or handed out already.
    public boolean remove(Entry<T> entry) {
        lock.lock();
        try {
            return waitlist.remove(entry);
        } finally {
            lock.unlock();
        }
    }

    /// Hands out those whose timeout has passed; always empty under DELAY, which only moves them back.
    public List<Entry<T>> sweep() {
        lock.lock();
        try {
            due.addAll(waitlist.sweep(ticker.nanos()));
            List<Entry<T>> swept = List.copyOf(due);
            due.clear();
            return swept;
        } finally {
            lock.unlock();
        }
    }

    /// When [#sweep] should be called next, on the ticker; empty while nobody waits with a timeout.
    public Optional<Long> nextDueNanos() {
        lock.lock();
        try {
            return due.isEmpty() ? waitlist.nextDueNanos() : Optional.of(ticker.nanos());
        } finally {
            lock.unlock();
        }
    }

    /// Learns from a batch that ran well.
    public void ran(int size, Duration took) {
        lock.lock();
        try {
            timing = timing.after(size, took);
        } finally {
            lock.unlock();
        }
    }

    public BatchTiming timing() {
        lock.lock();
        try {
            return timing;
        } finally {
            lock.unlock();
        }
    }

    /// How many wait at each level, highest first, and their bytes.
    public Depth depth() {
        lock.lock();
        try {
            List<Integer> levels = new ArrayList<>();
            for (int level = 1; level <= policy.levels(); level++) {
                levels.add(waitlist.count(level));
            }
            return new Depth(levels, waitlist.bytes());
        } finally {
            lock.unlock();
        }
    }

    /// Refuses new entries until [#open] and hands out all that wait.
    public List<Entry<T>> shut() {
        return stop(State.SHUT);
    }

    /// The opposite of [#shut]. Does nothing once closed.
    public void open() {
        lock.lock();
        try {
            if (state == State.SHUT) {
                state = State.OPEN;
            }
        } finally {
            lock.unlock();
        }
    }

    /// Refuses new entries for good. What waits is still handed out. Idempotent.
    public void close() {
        lock.lock();
        try {
            // A shut queue holds nothing, so there is nothing to drain and nothing may come back.
            state = state == State.OPEN || state == State.CLOSED ? State.CLOSED : State.ABORTED;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Closes and hands out all that wait.
    public List<Entry<T>> abort() {
        return stop(State.ABORTED);
    }

    private List<Entry<T>> stop(State next) {
        lock.lock();
        try {
            // Closed is for good: it can only become aborted.
            state = state == State.OPEN || state == State.SHUT ? next : State.ABORTED;
            List<Entry<T>> all = waitlist.pollAll();
            all.addAll(due);
            due.clear();
            changed.signalAll();
            return all;
        } finally {
            lock.unlock();
        }
    }

    /// Lets sleeping takers look at the clock again. For tests that own the clock.
    public void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The way out for one engine's thread.
    public Taker taker() {
        return new Taker();
    }

    /// What waits, at one moment.
    ///
    /// @param levels how many wait at each level, highest first
    public record Depth(List<Integer> levels, long bytes) {
        public int total() {
            return levels.stream().mapToInt(Integer::intValue).sum();
        }
    }

    /// One engine's hand into the queue. Any thread may post and recall; one thread takes.
    public final class Taker {
        @GuardedBy("lock")
        private final Deque<Entry<T>> mail = new ArrayDeque<>();

        @GuardedBy("lock")
        private boolean recalled;

        private Taker() {}

        /// Waits for the next batch. The empty list means: stop, because the queue is closed and drained, or because
        /// this taker was recalled.
        public List<Entry<T>> take() throws InterruptedException {
            lock.lockInterruptibly();
            try {
                while (!recalled) {
                    Entry<T> letter = mail.pollFirst();
                    if (letter != null) {
                        return List.of(letter);
                    }
                    long now = ticker.nanos();
                    due.addAll(waitlist.sweep(now));
                    if ((state == State.CLOSED || state == State.ABORTED) && waitlist.count() == 0) {
                        return List.of();
                    }
                    switch (decide(now)) {
                        case Idle() -> sleep(Long.MAX_VALUE);
                        // The answer is recomputed from the clock, so how long we really slept is moot.
                        case Wait(Duration left) -> sleep(left.toNanos());
                        case Run(int count) -> {
                            return hand(count);
                        }
                    }
                }
                return List.of();
            } finally {
                lock.unlock();
            }
        }

        /// Gives this very taker an entry, alone and before all others. It waits outside the queue's bounds.
        public void post(Entry<T> entry) {
            lock.lock();
            try {
                entry.enqueuedNanos = ticker.nanos();
                mail.addLast(entry);
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        /// Makes this and every later [#take] return the empty list. Mail is not handed out any more.
        public void recall() {
            lock.lock();
            try {
                recalled = true;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    @GuardedBy("lock")
    private BatchDecision decide(long now) {
        if (waitlist.firstIsAlone()) {
            return new Run(1);
        }
        // While closing, company will not come.
        Duration interval = state == State.OPEN ? arrivals.interval() : Duration.ofDays(1);
        return policy.decide(
                new Waiting(
                        waitlist.companionable(),
                        Duration.ofNanos(waitlist.oldestAgeNanos(now)),
                        Duration.ofNanos(arrivals.newestAgeNanos(now)),
                        interval,
                        idle),
                timing);
    }

    @GuardedBy("lock")
    private List<Entry<T>> hand(int count) {
        List<Entry<T>> batch = waitlist.poll(count);
        if (waitlist.count() > 0 && idle > 0) {
            changed.signal();
        }
        return batch;
    }

    @GuardedBy("lock")
    @SuppressWarnings("WaitNotInLoop") // the loop is in take
    private void sleep(long nanos) throws InterruptedException {
        idle++;
        try {
            if (nanos == Long.MAX_VALUE) {
                changed.await();
            } else {
                var _ = changed.awaitNanos(nanos);
            }
        } finally {
            idle--;
        }
    }
}
