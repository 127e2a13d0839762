package dev.fovea.publish.kserve;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fovea.http.Refusal;
import dev.fovea.image.InputSpec;
import dev.fovea.image.Preparation;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// A few picture readers that all requests share: decoding takes a core and tens of megabytes, so it is bounded apart
/// from the requests. Thread-safe; a reader is made when it is first needed.
public final class ImageStages implements AutoCloseable {
    private static final Duration WAIT_MAX = Duration.ofSeconds(2);

    private final Supplier<PictureReader> readers;
    private final Semaphore free;
    private final int count;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final Deque<Bench> idle = new ArrayDeque<>();

    @GuardedBy("lock")
    private final List<Bench> all = new ArrayList<>();

    /// @param count readers at the most, one per core to spare
    public ImageStages(int count, Supplier<PictureReader> readers) {
        if (count < 1) {
            throw new IllegalArgumentException("there must be at least 1 picture reader, was " + count);
        }
        this.count = count;
        this.readers = readers;
        this.free = new Semaphore(count, true);
    }

    /// Waits a moment for a reader.
    ///
    /// @throws Refusal 503 when none becomes free
    Preparation prepare(byte[] file, InputSpec spec, FloatBuffer tensor) throws InterruptedException {
        if (!free.tryAcquire(WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
            throw Refusal.busy("all " + count + " picture readers are busy", Duration.ofSeconds(1));
        }
        try {
            Bench bench = take();
            try {
                return bench.prepare(file, spec, tensor);
            } finally {
                give(bench);
            }
        } finally {
            free.release();
        }
    }

    private Bench take() {
        lock.lock();
        try {
            Bench bench = idle.poll();
            if (bench == null) {
                bench = new Bench(readers.get());
                all.add(bench);
            }
            return bench;
        } finally {
            lock.unlock();
        }
    }

    private void give(Bench bench) {
        lock.lock();
        try {
            idle.push(bench);
        } finally {
            lock.unlock();
        }
    }

    /// Call when no request is served any more. Idempotent.
    @Override
    public void close() {
        lock.lock();
        try {
            all.forEach(bench -> bench.reader.close());
            all.clear();
            idle.clear();
        } finally {
            lock.unlock();
        }
    }

    /// A reader with the direct memory its files are laid out in.
    private static final class Bench {
        /// A larger buffer is made for one file and dropped.
        private static final int KEPT_BYTES_MAX = 8 << 20;

        private final PictureReader reader;
        private ByteBuffer kept = ByteBuffer.allocateDirect(1 << 20);

        Bench(PictureReader reader) {
            this.reader = reader;
        }

        Preparation prepare(byte[] bytes, InputSpec spec, FloatBuffer tensor) {
            ByteBuffer file = kept.capacity() < bytes.length ? ByteBuffer.allocateDirect(bytes.length) : kept;
            if (file.capacity() <= KEPT_BYTES_MAX) {
                kept = file;
            }
            file.clear().put(bytes).flip();
            return reader.prepare(file, spec, tensor);
        }
    }
}
