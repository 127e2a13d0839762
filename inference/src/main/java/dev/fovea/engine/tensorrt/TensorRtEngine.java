package dev.fovea.engine.tensorrt;

import dev.fovea.engine.Engine;
import dev.fovea.engine.EngineException;
import dev.fovea.engine.EngineMetadata;
import dev.fovea.engine.Network;
import dev.fovea.engine.NetworkShape;
import dev.fovea.engine.Scores;
import dev.fovea.engine.SharedLoad;
import dev.fovea.engine.cuda.Gpu;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/// One worker's engine: a stream of its own, page-locked buffers, an execution per profile. Two of them keep
/// the GPU
/// busy, one copying while the other computes.
final class TensorRtEngine implements Engine {
    /// The first runs choose clocks and fill caches; the second is already as fast as any.
    private static final int WARM_UPS = 2;

    private final Network network;
    private final NetworkShape shape;
    private final EngineMetadata metadata;
    private final SharedLoad.Share<LoadedPlan> plan;
    private final EngineMemory memory;
    private final List<Execution> executions;
    private boolean closed;

    private TensorRtEngine(
            Network network,
            EngineMetadata metadata,
            SharedLoad.Share<LoadedPlan> plan,
            EngineMemory memory,
            List<Execution> executions) {
        this.network = network;
        this.metadata = metadata;
        this.plan = plan;
        this.memory = memory;
        this.executions = executions;
        shape = network.shape();
    }

    /// Ready when it returns: every profile has run.
    ///
    /// @param plan released by [#close], or by the caller when this throws
    static TensorRtEngine open(Network network, EngineMetadata metadata, Gpu gpu, SharedLoad.Share<LoadedPlan> plan) {
        EngineMemory memory = EngineMemory.allocate(gpu, network.shape(), metadata.batchMax());
        List<Execution> executions = new ArrayList<>();
        try {
            for (int i = 0; i < plan.loaded().profiles().size(); i++) {
                Execution execution = plan.loaded().plan().execution(i);
                executions.add(execution);
                memory.bind(execution);
            }
            TensorRtEngine engine = new TensorRtEngine(network, metadata, plan, memory, List.copyOf(executions));
            engine.warmUp();
            return engine;
        } catch (RuntimeException | Error e) {
            executions.forEach(Execution::close);
            memory.close();
            throw e;
        }
    }

    @Override
    public EngineMetadata metadata() {
        return metadata;
    }

    @Override
    public List<Scores> run(List<FloatBuffer> images) {
        if (closed) {
            throw new IllegalArgumentException("the engine has been closed");
        }
        int count = images.size();
        if (count < 1 || count > metadata.batchMax()) {
            throw new IllegalArgumentException("a batch must be 1 to " + metadata.batchMax() + " images, was " + count);
        }
        for (FloatBuffer image : images) {
            if (image.remaining() != shape.inputSize()) {
                throw new IllegalArgumentException(
                        "an image must be " + shape.inputSize() + " floats, was " + image.remaining());
            }
        }
        memory.fill(images);
        compute(count);
        return answers(count);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        executions.forEach(Execution::close);
        memory.close();
        plan.release();
    }

    private void warmUp() {
        for (BatchProfile profile : plan.loaded().profiles()) {
            int count = Math.min(profile.best(), metadata.batchMax());
            for (int i = 0; i < WARM_UPS; i++) {
                memory.blank(count);
                compute(count);
            }
        }
    }

    private void compute(int count) {
        int profile = Profiles.fitting(plan.loaded().profiles(), count)
                .orElseThrow(() -> new EngineException("the engine was not built for batches of " + count));
        long[] sizes = {count, shape.channels(), shape.height(), shape.width()};
        memory.upload(count);
        executions.get(profile).enqueue(shape.input(), sizes, memory.stream().handle());
        memory.download(count);
        memory.stream().await();
    }

    private List<Scores> answers(int count) {
        List<Scores> answers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            float[] logits = memory.logits(i);
            float[] map = memory.map(i);
            answers.add(
                    metadata.distance()
                            ? network.checked(logits, map, memory.distance(i))
                            : network.checked(logits, map));
        }
        return answers;
    }
}
