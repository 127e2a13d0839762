package dev.fovea.instances;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fovea.engine.GoldenTensor;
import dev.fovea.instances.Readiness.NotReady;
import dev.fovea.instances.Readiness.Ready;
import dev.fovea.scheduler.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Who is at work, who failed how often, who is due for what. Thread-safe: one lock, held for a look at a handful
/// of slots, never while an engine runs, a future completes or a metric counts. Rings the alarm when something
/// changes.
final class Roster {
    private final InstanceSettings settings;
    private final Recovery recovery;
    private final Generations generations;
    private final List<GoldenTensor> goldens;
    private final Ticker ticker;
    private final Alarm alarm;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    @GuardedBy("lock")
    private final List<Slot> slots;

    /// Threads given up that have not returned.
    @GuardedBy("lock")
    private int abandoned;

    /// The newest reason why an engine did not open.
    @GuardedBy("lock")
    private @Nullable Fault unopened;

    Roster(Kit kit, Alarm alarm) {
        this.settings = kit.settings();
        this.recovery = kit.recovery();
        this.generations = kit.generations();
        this.goldens = kit.goldens();
        this.ticker = kit.ticker();
        this.alarm = alarm;
        this.slots =
                IntStream.range(0, settings.instances()).mapToObj(Slot::new).toList();
        long now = ticker.nanos();
        slots.forEach(slot -> slot.restartNanos = now);
    }

    /// Fills the slots whose next worker may start. The caller starts them.
    List<Worker> hire(IntFunction<Worker> newWorker) {
        lock.lock();
        try {
            List<Worker> hired = new ArrayList<>();
            for (Slot slot : slots) {
                if (slot.worker == null && !crowded() && slot.restartNanos - ticker.nanos() <= 0) {
                    slot.worker = newWorker.apply(slot.number);
                    hired.add(slot.worker);
                }
            }
            return hired;
        } finally {
            lock.unlock();
        }
    }

    /// Those who should prove themselves now, each with its next known image. The caller sends it.
    List<Proof> proofs() {
        lock.lock();
        try {
            List<Proof> due = new ArrayList<>();
            for (Slot slot : slots) {
                if (slot.worker != null && awaitsProof(slot) && slot.proofNanos - ticker.nanos() <= 0) {
                    slot.proofSent = true;
                    due.add(new Proof(slot.worker, goldens.get(slot.proofs++ % goldens.size())));
                }
            }
            return due;
        } finally {
            lock.unlock();
        }
    }

    /// Those whose step takes too long.
    List<Worker> overdue() {
        long now = ticker.nanos();
        return workers().stream()
                .filter(worker -> !worker.step().isClaimed())
                .filter(worker -> worker.step().nanosLeft(now) <= 0)
                .toList();
    }

    /// Those that count; threads given up do not.
    List<Worker> workers() {
        lock.lock();
        try {
            List<Worker> workers = new ArrayList<>();
            for (Slot slot : slots) {
                if (slot.worker != null) {
                    workers.add(slot.worker);
                }
            }
            return workers;
        } finally {
            lock.unlock();
        }
    }

    /// The worker's engine is open and has proved itself. True when the slot had an engine before.
    boolean opened(Worker worker) {
        lock.lock();
        try {
            Slot slot = slots.get(worker.slot());
            if (slot.worker != worker) {
                return false;
            }
            boolean again = slot.openedBefore;
            slot.serving = true;
            slot.openedBefore = true;
            slot.failures = 0;
            prove(slot);
            report();
            return again;
        } finally {
            lock.unlock();
        }
    }

    /// The worker's engine has answered a known image well.
    void proven(Worker worker) {
        lock.lock();
        try {
            Slot slot = slots.get(worker.slot());
            if (slot.worker == worker) {
                prove(slot);
                report();
            }
        } finally {
            lock.unlock();
        }
    }

    /// The worker's batch failed; it is about to end.
    void unfit(Worker worker, String reason) {
        lock.lock();
        try {
            Slot slot = slots.get(worker.slot());
            if (slot.worker == worker) {
                slot.serving = false;
                slot.reason = reason;
            }
        } finally {
            lock.unlock();
        }
    }

    /// The worker is gone; another may start at once, or after a pause when that was so too often of late.
    void ended(Worker worker) {
        lock.lock();
        try {
            Slot slot = slots.get(worker.slot());
            if (slot.worker == worker) {
                slot.vacate(slot.reason);
                long now = ticker.nanos();
                slot.restartNanos = now + slot.rebuilds.next(now, recovery).toNanos();
            }
            report();
        } finally {
            lock.unlock();
        }
    }

    /// The worker is gone and had no working engine; another may start after a pause.
    void endedUnopened(Worker worker, Fault fault) {
        lock.lock();
        try {
            Slot slot = slots.get(worker.slot());
            if (slot.worker == worker) {
                slot.vacate(fault.reason());
                slot.failures++;
                slot.restartNanos =
                        ticker.nanos() + recovery.backoff(slot.failures).toNanos();
            }
            unopened = fault;
            report();
        } finally {
            lock.unlock();
        }
    }

    /// Claims the step of a worker whose thread is to be left to itself; false when the thread was quicker.
    /// Claims and counts in one: the thread may come back the moment its step is gone. Call before [#ended] or
    /// [#endedUnopened].
    boolean takeFromThread(Step step) {
        lock.lock();
        try {
            boolean taken = step.claim();
            abandoned += taken ? 1 : 0;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /// A thread that was left to itself has come back and ends.
    void threadReturned() {
        lock.lock();
        try {
            abandoned--;
            assert abandoned >= 0 : abandoned;
            report();
        } finally {
            lock.unlock();
        }
    }

    /// Why nothing can be taken; empty when an engine works or may soon.
    Optional<String> outage() {
        lock.lock();
        try {
            if (crowded()) {
                return Optional.of(abandoned + " engine calls hang, more than recovery.abandoned-max "
                        + recovery.abandonedMax() + ": restart the process");
            }
            boolean hopeless = slots.stream().allMatch(slot -> !slot.serving && slot.failures >= recovery.reopensMax());
            return hopeless ? Optional.of(slots.getFirst().reason) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    Readiness readiness() {
        Optional<String> outage = outage();
        if (outage.isPresent()) {
            return new NotReady(outage.get());
        }
        lock.lock();
        try {
            boolean trusted = false;
            for (Slot slot : slots) {
                if (slot.serving && slot.worker != null && generations.trusts(slot.worker.generation())) {
                    trusted = true;
                    long silent = ticker.nanos() - slot.provenNanos;
                    if (!goldens.isEmpty() && silent > silentMax().toNanos()) {
                        return new NotReady("engine " + slot.number + " has not answered a known image for "
                                + Duration.ofNanos(silent).toSeconds() + " s");
                    }
                }
            }
            Slot first = slots.getFirst();
            return trusted ? new Ready() : new NotReady(first.serving ? "the engine answers wrongly" : first.reason);
        } finally {
            lock.unlock();
        }
    }

    int serving() {
        lock.lock();
        try {
            return (int) slots.stream().filter(slot -> slot.serving).count();
        } finally {
            lock.unlock();
        }
    }

    int abandoned() {
        lock.lock();
        try {
            return abandoned;
        } finally {
            lock.unlock();
        }
    }

    /// No thread is left that could touch the engine source.
    boolean deserted() {
        return abandoned() == 0 && workers().isEmpty();
    }

    /// How long until a worker starts; zero when one may start now or all are there.
    Duration untilHired() {
        lock.lock();
        try {
            long next = Long.MAX_VALUE;
            for (Slot slot : slots) {
                next = slot.worker == null ? Math.min(next, slot.restartNanos - ticker.nanos()) : next;
            }
            return next == Long.MAX_VALUE || next < 0 ? Duration.ZERO : Duration.ofNanos(next);
        } finally {
            lock.unlock();
        }
    }

    /// Waits until every engine serves or one has failed to open, which is then returned.
    Optional<Fault> awaitOpen() {
        lock.lock();
        try {
            while (unopened == null && !slots.stream().allMatch(slot -> slot.serving)) {
                changed.awaitUninterruptibly();
            }
            return Optional.ofNullable(unopened);
        } finally {
            lock.unlock();
        }
    }

    /// Waits until `done` or until `max` has passed on the ticker; looks whenever something is reported.
    void await(BooleanSupplier done, Duration max) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long deadline = ticker.nanos() + max.toNanos();
            for (long left = max.toNanos(); left > 0 && !done.getAsBoolean(); left = deadline - ticker.nanos()) {
                var _ = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Nanoseconds until something may be due, not positive when something is. A batch that starts after this was
    /// asked is due later than that.
    ///
    /// @param hiring whether vacancies are to be filled
    long nanosToNext(boolean hiring) {
        lock.lock();
        try {
            long now = ticker.nanos();
            long next = recovery.batchTimeMax().toNanos();
            for (Slot slot : slots) {
                if (slot.worker == null) {
                    next = hiring && !crowded() ? Math.min(next, slot.restartNanos - now) : next;
                    continue;
                }
                Step step = slot.worker.step();
                next = step.isClaimed() ? next : Math.min(next, step.nanosLeft(now));
                next = awaitsProof(slot) ? Math.min(next, slot.proofNanos - now) : next;
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /// Makes everyone who waits look again.
    void wake() {
        lock.lock();
        try {
            report();
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private void report() {
        changed.signalAll();
        alarm.ring();
    }

    @GuardedBy("lock")
    private void prove(Slot slot) {
        slot.proofSent = false;
        slot.provenNanos = ticker.nanos();
        slot.proofNanos = slot.provenNanos + settings.selfTestEvery().toNanos();
    }

    @GuardedBy("lock")
    private boolean crowded() {
        return abandoned > recovery.abandonedMax();
    }

    private boolean awaitsProof(Slot slot) {
        return slot.serving && !slot.proofSent && !goldens.isEmpty();
    }

    /// A known image may find a batch running, and then takes as long as a batch may.
    private Duration silentMax() {
        return settings.selfTestEvery().plus(recovery.batchTimeMax().multipliedBy(2));
    }

    /// A worker and the known image it should be sent.
    record Proof(Worker worker, GoldenTensor golden) {}
}
