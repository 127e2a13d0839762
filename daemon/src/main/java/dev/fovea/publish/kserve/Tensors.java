package dev.fovea.publish.kserve;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fovea.http.Refusal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/// Direct buffers for prepared images, reused and bounded. Thread-safe.
///
/// Fresh direct memory per request would be given back only by garbage collection, seconds later and hundreds of
/// megabytes too late. A buffer that an engine may still be reading (its request was cancelled) is forgotten instead
/// of given back.
final class Tensors {
    private final Semaphore places;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final Map<Integer, Deque<FloatBuffer>> idle = new HashMap<>();

    Tensors(int tensorsMax) {
        places = new Semaphore(tensorsMax);
    }

    /// What one request borrows; close it when the answer is written.
    Lease lease() {
        return new Lease();
    }

    int free() {
        return places.availablePermits();
    }

    private FloatBuffer take(int size) {
        if (!places.tryAcquire()) {
            throw Refusal.busy("too many images are being served", Duration.ofSeconds(1));
        }
        lock.lock();
        try {
            FloatBuffer tensor =
                    idle.computeIfAbsent(size, _ -> new ArrayDeque<>()).poll();
            return tensor != null
                    ? tensor
                    : ByteBuffer.allocateDirect(size * Float.BYTES)
                            .order(ByteOrder.nativeOrder())
                            .asFloatBuffer();
        } finally {
            lock.unlock();
        }
    }

    private void give(FloatBuffer tensor) {
        lock.lock();
        try {
            tensor.clear();
            idle.computeIfAbsent(tensor.capacity(), _ -> new ArrayDeque<>()).push(tensor);
        } finally {
            lock.unlock();
        }
        places.release();
    }

    /// Used by one thread.
    final class Lease implements AutoCloseable {
        private final Set<FloatBuffer> taken = Collections.newSetFromMap(new IdentityHashMap<>());

        /// A buffer of so many floats with undefined content.
        ///
        /// @throws Refusal 503 when all are taken
        FloatBuffer take(int size) {
            FloatBuffer tensor = Tensors.this.take(size);
            taken.add(tensor);
            return tensor;
        }

        /// An engine may still be reading it: its place becomes free, the buffer is left to the garbage collector.
        void forget(FloatBuffer tensor) {
            if (taken.remove(tensor)) {
                places.release();
            }
        }

        @Override
        public void close() {
            taken.forEach(Tensors.this::give);
            taken.clear();
        }
    }
}
