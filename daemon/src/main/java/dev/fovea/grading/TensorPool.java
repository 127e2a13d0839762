package dev.fovea.grading;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Direct buffers for prepared photographs, reused and bounded: this is what keeps decoders from running ahead of
/// the network. Thread-safe.
final class TensorPool {
    private final Semaphore free;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean closed;

    // By size, as two models may differ in theirs.
    @GuardedBy("lock")
    private final Map<Integer, Deque<FloatBuffer>> idle = new HashMap<>();

    TensorPool(int tensorsMax) {
        free = new Semaphore(tensorsMax);
    }

    /// Waits for a place for one photograph. Have it before you choose the photograph: who comes in meanwhile may
    /// be more urgent. Empty once closed.
    Optional<Place> reserve() {
        free.acquireUninterruptibly();
        if (closed) {
            free.release();
            return Optional.empty();
        }
        return Optional.of(new Place());
    }

    /// Whoever waits for a place, or will, gets none.
    void close() {
        closed = true;
        // Each one woken passes this on.
        free.release();
    }

    private FloatBuffer buffer(int size) {
        lock.lock();
        try {
            FloatBuffer tensor =
                    idle.computeIfAbsent(size, key -> new ArrayDeque<>()).poll();
            return tensor != null
                    ? tensor
                    : ByteBuffer.allocateDirect(size * Float.BYTES)
                            .order(ByteOrder.nativeOrder())
                            .asFloatBuffer();
        } finally {
            lock.unlock();
        }
    }

    private void keep(FloatBuffer tensor) {
        lock.lock();
        try {
            tensor.clear();
            idle.computeIfAbsent(tensor.capacity(), key -> new ArrayDeque<>()).push(tensor);
        } finally {
            lock.unlock();
        }
    }

    /// One of the places, with its buffer once it was asked for. One thread at a time.
    final class Place implements AutoCloseable {
        private final AtomicBoolean left = new AtomicBoolean();
        private @Nullable FloatBuffer tensor;

        /// A buffer of so many floats.
        FloatBuffer tensor(int size) {
            tensor = buffer(size);
            return tensor;
        }

        /// Free for the next photograph. Idempotent.
        @Override
        public void close() {
            if (!left.compareAndSet(false, true)) {
                return;
            }
            try {
                if (tensor != null) {
                    keep(tensor);
                }
            } finally {
                free.release();
            }
        }
    }
}
