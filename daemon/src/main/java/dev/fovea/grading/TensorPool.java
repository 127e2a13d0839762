package dev.fovea.grading;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/// Direct buffers for prepared photographs, reused and bounded: this is what keeps decoders from running ahead of the
/// network. Thread-safe.
final class TensorPool {
    private final Semaphore free;
    private final ReentrantLock lock = new ReentrantLock();

    // By size, as two models may differ in theirs.
    private final Map<Integer, Deque<FloatBuffer>> idle = new HashMap<>();

    TensorPool(int tensorsMax) {
        free = new Semaphore(tensorsMax);
    }

    /// Waits for a free buffer of so many floats.
    FloatBuffer take(int size) throws InterruptedException {
        free.acquire();
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

    /// Back for the next photograph.
    void give(FloatBuffer tensor) {
        lock.lock();
        try {
            tensor.clear();
            idle.computeIfAbsent(tensor.capacity(), key -> new ArrayDeque<>()).push(tensor);
        } finally {
            lock.unlock();
        }
        free.release();
    }
}
