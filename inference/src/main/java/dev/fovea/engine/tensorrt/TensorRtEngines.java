package dev.fovea.engine.tensorrt;

import dev.fovea.engine.Engine;
import dev.fovea.engine.EngineException;
import dev.fovea.engine.EngineMetadata;
import dev.fovea.engine.EngineSource;
import dev.fovea.engine.Network;
import dev.fovea.engine.SharedLoad;
import dev.fovea.engine.cuda.Gpu;
import java.nio.ByteBuffer;
import java.util.function.Supplier;

/// A network as a TensorRT engine on a GPU; see [EngineSource] for the contract.
public final class TensorRtEngines implements EngineSource {
    /// The name this engine goes by in manifests, results and metrics.
    public static final String NAME = "tensorrt";

    /// What a manifest's `engines` call the form with the Q/DQ nodes that TensorRT understands: zero points of 0.
    public static final String INT8_FORM = "tensorrt-int8";

    private final Network network;
    private final EngineMetadata metadata;
    private final Gpu gpu;
    private final SharedLoad<LoadedPlan> plans;

    private TensorRtEngines(Network network, EngineMetadata metadata, Gpu gpu, SharedLoad<LoadedPlan> plans) {
        this.network = network;
        this.metadata = metadata;
        this.gpu = gpu;
        this.plans = plans;
    }

    /// @param network as its bundle promises it
    /// @param precision what the engine was built with
    /// @param batchMax the largest batch one engine may be given
    /// @param file the engine's file, direct; asked for again at each renewal
    /// @throws EngineException when the engine cannot be loaded, or is not shaped as promised
    public static TensorRtEngines load(
            Parts parts, Network network, Precision precision, int batchMax, Supplier<ByteBuffer> file) {
        Network built = network.computedIn(precision.word(), precision.driftMin());
        EngineMetadata metadata = EngineMetadata.of(NAME, built, batchMax);
        SharedLoad<LoadedPlan> plans = new SharedLoad<>(() -> {
            parts.gpu().enter();
            return LoadedPlan.load(parts.tensorRt().plan(file.get()), network.shape(), batchMax);
        });
        plans.load();
        return new TensorRtEngines(built, metadata, parts.gpu(), plans);
    }

    /// What an engine runs on.
    public record Parts(TensorRt tensorRt, Gpu gpu) {}

    @Override
    public EngineMetadata metadata() {
        return metadata;
    }

    @Override
    public Engine open() {
        SharedLoad.Share<LoadedPlan> plan = plans.take();
        try {
            gpu.enter();
            return TensorRtEngine.open(network, metadata, gpu, plan);
        } catch (RuntimeException | Error e) {
            plan.release();
            throw e;
        }
    }

    @Override
    public void renew() {
        plans.renew();
    }

    @Override
    public void close() {
        plans.close();
    }
}
