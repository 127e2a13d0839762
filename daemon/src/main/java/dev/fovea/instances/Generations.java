package dev.fovea.instances;

import dev.fovea.engine.Engine;
import dev.fovea.engine.EngineSource;
import java.util.concurrent.locks.ReentrantLock;

/// The engine source with a count of its rebuilds, so that ten workers that trip over one fault renew it once.
/// Thread-safe.
final class Generations {
    private final EngineSource source;
    private final ReentrantLock lock = new ReentrantLock();

    /// Written under the lock.
    private volatile int generation;

    /// The newest generation known to answer wrongly. Written under the lock.
    private volatile int distrusted = -1;

    Generations(EngineSource source) {
        this.source = source;
    }

    /// Read it before [#open]: an engine may then be newer than its number says, never older.
    int generation() {
        return generation;
    }

    Engine open() {
        return source.open();
    }

    /// Makes engines opened from now on newer than `failed`. Does nothing when that has been done.
    void renew(int failed) {
        lock.lock();
        try {
            if (failed == generation) {
                source.renew();
                generation = failed + 1;
            }
        } finally {
            lock.unlock();
        }
    }

    /// Declares every engine up to `failed` to answer wrongly.
    void distrust(int failed) {
        lock.lock();
        try {
            distrusted = Math.max(distrusted, failed);
        } finally {
            lock.unlock();
        }
    }

    boolean trusts(int engineGeneration) {
        return engineGeneration > distrusted;
    }

    void close() {
        source.close();
    }
}
