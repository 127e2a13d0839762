package dev.fovea.cameras;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Holds one picture, the newest. Who puts one here never waits for those who look. Thread-safe.
final class NewestFrame {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();

    @GuardedBy("lock")
    private @Nullable Frame newest;

    @GuardedBy("lock")
    private boolean closed;

    void put(Frame frame) {
        lock.lock();
        try {
            newest = frame;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    Optional<Frame> newest() {
        lock.lock();
        try {
            return Optional.ofNullable(newest);
        } finally {
            lock.unlock();
        }
    }

    /// The newest picture after that number, as soon as there is one.
    ///
    /// @return empty when none came in time, or none will come any more
    Optional<Frame> after(long number, Duration max) throws InterruptedException {
        long left = max.toNanos();
        lock.lock();
        try {
            while (!closed && (newest == null || newest.number() <= number)) {
                if (left <= 0) {
                    return Optional.empty();
                }
                left = news.awaitNanos(left);
            }
            return closed ? Optional.empty() : Optional.ofNullable(newest);
        } finally {
            lock.unlock();
        }
    }

    /// Lets go those who wait.
    void close() {
        lock.lock();
        try {
            closed = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
