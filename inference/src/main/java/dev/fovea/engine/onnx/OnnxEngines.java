package dev.fovea.engine.onnx;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fovea.engine.Engine;
import dev.fovea.engine.EngineException;
import dev.fovea.engine.EngineMetadata;
import dev.fovea.engine.EngineSource;
import dev.fovea.engine.Network;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A network loaded into ONNX Runtime on the CPU; see [EngineSource] for the contract.
public final class OnnxEngines implements EngineSource {
    /// The name this engine goes by in manifests, results and metrics.
    public static final String NAME = "onnxruntime-cpu";

    /// What one direct buffer can hold.
    private static final int INPUT_FLOATS_MAX = Integer.MAX_VALUE / Float.BYTES;

    private final Network network;
    private final EngineMetadata metadata;
    private final ReentrantLock lock = new ReentrantLock();

    /// Absent until the next [#open] when a renewal was asked for or a loading failed.
    @GuardedBy("lock")
    private @Nullable Generation current;

    @GuardedBy("lock")
    private boolean closed;

    private OnnxEngines(Network network, EngineMetadata metadata, Generation first) {
        this.network = network;
        this.metadata = metadata;
        current = first;
    }

    /// @param network as its bundle promises it
    /// @param batchMax the largest batch one engine may be given
    /// @throws EngineException when the network cannot be loaded or is not shaped as promised, or when the library
    ///     is of another version than 1.28.0
    public static OnnxEngines load(Network network, int batchMax) {
        EngineMetadata metadata = EngineMetadata.of(NAME, network, batchMax);
        if ((long) batchMax * metadata.inputSize() > INPUT_FLOATS_MAX) {
            throw new IllegalArgumentException("a batch of " + batchMax + " images of " + metadata.inputSize()
                    + " floats does not fit into one buffer of " + INPUT_FLOATS_MAX);
        }
        return new OnnxEngines(network, metadata, Generation.load(network));
    }

    @Override
    public EngineMetadata metadata() {
        return metadata;
    }

    @Override
    public Engine open() {
        lock.lock();
        try {
            if (closed) {
                throw new EngineException("the network has been closed");
            }
            Generation generation = current;
            if (generation == null) {
                generation = Generation.load(network);
                current = generation;
            }
            return OnnxEngine.open(network, metadata, generation);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void renew() {
        lock.lock();
        try {
            retire();
        } finally {
            lock.unlock();
        }
    }

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
        Generation old = current;
        current = null;
        if (old != null) {
            old.release();
        }
    }
}
