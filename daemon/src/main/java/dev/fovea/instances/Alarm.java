package dev.fovea.instances;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fovea.scheduler.Ticker;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Where the watch sleeps. A ring is never lost: one that comes while the watch is awake makes its next sleep empty.
/// Any thread rings, one sleeps.
final class Alarm {
    private final Ticker ticker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();

    @GuardedBy("lock")
    private boolean ringing;

    @GuardedBy("lock")
    private boolean asleep;

    /// When the sleeper wakes by itself; matters only while asleep.
    @GuardedBy("lock")
    private long wakesNanos;

    Alarm(Ticker ticker) {
        this.ticker = ticker;
    }

    void ring() {
        lock.lock();
        try {
            ringing = true;
            rung.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Makes sure that the sleeper looks again no later than at that moment of the ticker.
    void ringBy(long atNanos) {
        lock.lock();
        try {
            // Who is awake may have looked already, just before what we know.
            if (!asleep || atNanos - wakesNanos < 0) {
                ring();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Returns early, or at once, when rung.
    void sleep(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            asleep = true;
            wakesNanos = ticker.nanos() + nanos;
            try {
                for (long left = nanos; !ringing && left > 0; left = wakesNanos - ticker.nanos()) {
                    var _ = rung.awaitNanos(left);
                }
            } finally {
                ringing = false;
                asleep = false;
            }
        } finally {
            lock.unlock();
        }
    }
}
