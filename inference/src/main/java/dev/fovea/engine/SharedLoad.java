package dev.fovea.engine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Something costly that is loaded once and shared by the engines that run it: a session, an engine on a GPU.
/// What was
/// loaded lives until the last who shares it has let go and the next was asked for; an engine that hangs for
/// ever
/// therefore keeps it, and nothing is ever freed under a running computation. Thread-safe.
public final class SharedLoad<T extends AutoCloseable> implements AutoCloseable {
    private final Supplier<T> loader;
    private final ReentrantLock lock = new ReentrantLock();

    /// Absent until the next [#take] when a renewal was asked for or a loading failed.
    @GuardedBy("lock")
    private @Nullable Share<T> current;

    @GuardedBy("lock")
    private boolean closed;

    /// @param loader throws [EngineException] when it cannot load
    public SharedLoad(Supplier<T> loader) {
        this.loader = loader;
    }

    /// Loads now, so that what cannot be loaded is known now.
    public void load() {
        take().release();
    }

    /// @throws EngineException when it cannot be loaded, or was closed
    public Share<T> take() {
        lock.lock();
        try {
            if (closed) {
                throw new EngineException("the network has been closed");
            }
            Share<T> share = current;
            if (share == null) {
                share = new Share<>(loader.get());
                current = share;
            }
            share.retain();
            return share;
        } finally {
            lock.unlock();
        }
    }

    /// The next [#take] loads anew.
    public void renew() {
        lock.lock();
        try {
            retire();
        } finally {
            lock.unlock();
        }
    }

    /// Idempotent.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            retire();
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private void retire() {
        Share<T> old = current;
        current = null;
        if (old != null) {
            old.release();
        }
    }

    /// One loading, counted.
    public static final class Share<T extends AutoCloseable> {
        private final T loaded;
        private final ReentrantLock lock = new ReentrantLock();

        /// Who keeps it for the next taker counts as one.
        @GuardedBy("lock")
        private int users = 1;

        private Share(T loaded) {
            this.loaded = loaded;
        }

        public T loaded() {
            return loaded;
        }

        private void retain() {
            lock.lock();
            try {
                assert users > 0 : users;
                users++;
            } finally {
                lock.unlock();
            }
        }

        /// One user fewer; the last one closes what was loaded. Once per [SharedLoad#take].
        public void release() {
            lock.lock();
            try {
                assert users > 0 : users;
                users--;
                if (users == 0) {
                    loaded.close();
                }
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new EngineException("closing the network failed: " + e.getMessage(), e);
            } finally {
                lock.unlock();
            }
        }
    }
}
