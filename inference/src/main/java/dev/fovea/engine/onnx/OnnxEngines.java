package dev.fovea.engine.onnx;

import dev.fovea.engine.Engine;
import dev.fovea.engine.EngineException;
import dev.fovea.engine.EngineMetadata;
import dev.fovea.engine.EngineSource;
import dev.fovea.engine.Network;
import dev.fovea.engine.SharedLoad;

/// A network loaded into ONNX Runtime; see [EngineSource] for the contract.
public final class OnnxEngines implements EngineSource {
    /// The name this engine goes by in manifests, whatever it computes with, and on the CPU in results and metrics.
    public static final String NAME = "onnxruntime-cpu";

    /// What one direct buffer can hold.
    private static final int INPUT_FLOATS_MAX = Integer.MAX_VALUE / Float.BYTES;

    private final Network network;
    private final EngineMetadata metadata;
    private final SharedLoad<LoadedNetwork> sessions;

    private OnnxEngines(Network network, EngineMetadata metadata, SharedLoad<LoadedNetwork> sessions) {
        this.network = network;
        this.metadata = metadata;
        this.sessions = sessions;
    }

    /// On the CPU.
    public static OnnxEngines load(Network network, int batchMax) {
        return load(network, batchMax, Provider.CPU);
    }

    /// @param network as its bundle promises it
    /// @param batchMax the largest batch one engine may be given
    /// @param provider what it computes with
    /// @throws EngineException when the network cannot be loaded or is not shaped as promised, or when the
    ///     library
    ///     is of another version than 1.28.0,
    ///     or when it has not this provider
    public static OnnxEngines load(Network network, int batchMax, Provider provider) {
        EngineMetadata metadata = EngineMetadata.of(provider.engine(), network, batchMax);
        if ((long) batchMax * metadata.inputSize() > INPUT_FLOATS_MAX) {
            throw new IllegalArgumentException("a batch of " + batchMax + " images of " + metadata.inputSize()
                    + " floats does not fit into one buffer of " + INPUT_FLOATS_MAX);
        }
        SharedLoad<LoadedNetwork> sessions = new SharedLoad<>(() -> LoadedNetwork.load(network, provider));
        sessions.load();
        return new OnnxEngines(network, metadata, sessions);
    }

    @Override
    public EngineMetadata metadata() {
        return metadata;
    }

    @Override
    public Engine open() {
        SharedLoad.Share<LoadedNetwork> session = sessions.take();
        try {
            return OnnxEngine.open(network, metadata, session);
        } catch (RuntimeException | Error e) {
            session.release();
            throw e;
        }
    }

    @Override
    public void renew() {
        sessions.renew();
    }

    @Override
    public void close() {
        sessions.close();
    }
}
