package dev.fovea.engine.tensorrt.trt10;

import static dev.fovea.engine.tensorrt.trt10.TensorRt10.isThere;
import static dev.fovea.engine.tensorrt.trt10.TensorRt10.there;

import dev.fovea.engine.EngineException;
import dev.fovea.engine.NetworkShape;
import dev.fovea.engine.tensorrt.BatchProfile;
import dev.fovea.engine.tensorrt.Build;
import dev.fovea.engine.tensorrt.BuildRecipe;
import dev.fovea.engine.tensorrt.Precision;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.tensorrt.global.nvinfer;
import org.bytedeco.tensorrt.global.nvinfer.BuilderFlag;
import org.bytedeco.tensorrt.global.nvinfer.MemoryPoolType;
import org.bytedeco.tensorrt.global.nvinfer.OptProfileSelector;
import org.bytedeco.tensorrt.global.nvonnxparser;
import org.bytedeco.tensorrt.nvinfer.Dims64;
import org.bytedeco.tensorrt.nvinfer.IBuilder;
import org.bytedeco.tensorrt.nvinfer.IBuilderConfig;
import org.bytedeco.tensorrt.nvinfer.IHostMemory;
import org.bytedeco.tensorrt.nvinfer.ILogger;
import org.bytedeco.tensorrt.nvinfer.INetworkDefinition;
import org.bytedeco.tensorrt.nvinfer.IOptimizationProfile;
import org.bytedeco.tensorrt.nvinfer.ITensor;
import org.bytedeco.tensorrt.nvinfer.ITimingCache;
import org.bytedeco.tensorrt.nvonnxparser.IParser;

/// Makes engines with TensorRT 10. What it makes on the way is not given back: it runs in a process that ends
/// after.
final class Builder10 {
    /// The batch is the first axis of every tensor. Version 10 knows no other way and ignores it.
    private static final int EXPLICIT_BATCH = 1;

    /// Of `ILogger::Severity`: the parser's own lines up to warnings.
    private static final int WARNINGS = 2;

    private final ILogger log;

    Builder10(ILogger log) {
        this.log = log;
    }

    Build build(BuildRecipe recipe) {
        IBuilder builder = there(nvinfer.createInferBuilder(log), "builder");
        INetworkDefinition network = there(builder.createNetworkV2(EXPLICIT_BATCH), "network");
        parse(network, recipe);
        keepOnlyThePromised(network, recipe.shape());
        IBuilderConfig config = there(builder.createBuilderConfig(), "configuration");
        config.setMemoryPoolLimit(MemoryPoolType.kWORKSPACE, recipe.workspaceBytes());
        // Its rounding is not that of the single floats that the bundle promises.
        config.clearFlag(BuilderFlag.kTF32);
        Precision precision = choose(builder, config, recipe.precision());
        for (BatchProfile profile : recipe.profiles()) {
            add(there(builder.createOptimizationProfile(), "profile"), config, recipe.shape(), profile);
        }
        // The bytes must live as long as the build.
        try (BytePointer known = bytes(recipe.timings())) {
            ITimingCache timings = timings(config, known, recipe.timings().remaining());
            config.setTimingCache(timings, false);
            ByteBuffer plan =
                    copy(there(builder.buildSerializedNetwork(network, config), "engine: see the lines before"));
            return new Build(plan, copy(there(timings.serialize(), "timings")), precision);
        } finally {
            Reference.reachabilityFence(recipe);
        }
    }

    private void parse(INetworkDefinition network, BuildRecipe recipe) {
        IParser parser = there(nvonnxparser.createParser(network, log), "parser");
        if (!parser.parseFromFile(recipe.onnx().toString(), WARNINGS)) {
            StringBuilder errors = new StringBuilder();
            for (int i = 0; i < parser.getNbErrors(); i++) {
                errors.append(i == 0 ? "" : "; ").append(parser.getError(i).desc());
            }
            throw new EngineException("TensorRT cannot read the network: " + errors);
        }
    }

    /// An output that nobody asks for would need memory all the same.
    private static void keepOnlyThePromised(INetworkDefinition network, NetworkShape shape) {
        for (int i = network.getNbOutputs() - 1; i >= 0; i--) {
            ITensor output = network.getOutput(i);
            String name = output.getName();
            if (!name.equals(shape.logits())
                    && !name.equals(shape.map())
                    && !name.equals(shape.distance().orElse(""))) {
                network.unmarkOutput(output);
            }
        }
    }

    @SuppressWarnings("deprecation") // nothing else answers the question in 10.3
    private static Precision choose(IBuilder builder, IBuilderConfig config, Precision wanted) {
        return switch (wanted) {
            case FP32 -> Precision.FP32;
            case FP16 -> {
                if (!builder.platformHasFastFp16()) {
                    yield Precision.FP32;
                }
                config.setFlag(BuilderFlag.kFP16);
                yield Precision.FP16;
            }
            case INT8 -> {
                if (!builder.platformHasFastInt8()) {
                    throw new EngineException("this GPU has no fast int8: set tensorrt.precision to fp16");
                }
                config.setFlag(BuilderFlag.kINT8);
                config.setFlag(BuilderFlag.kFP16);
                yield Precision.INT8;
            }
        };
    }

    private static void add(
            IOptimizationProfile profile, IBuilderConfig config, NetworkShape shape, BatchProfile sizes) {
        set(profile, shape, OptProfileSelector.kMIN, sizes.min());
        set(profile, shape, OptProfileSelector.kOPT, sizes.best());
        set(profile, shape, OptProfileSelector.kMAX, sizes.max());
        if (config.addOptimizationProfile(profile) < 0) {
            throw new EngineException("TensorRT does not take the profile " + sizes);
        }
    }

    private static void set(IOptimizationProfile profile, NetworkShape shape, OptProfileSelector which, int batch) {
        try (Dims64 dims = new Dims64()) {
            dims.nbDims(4)
                    .d(0, batch)
                    .d(1, shape.channels())
                    .d(2, shape.height())
                    .d(3, shape.width());
            if (!profile.setDimensions(shape.input(), which, dims)) {
                throw new EngineException("TensorRT does not take a batch of " + batch + " for " + shape.input());
            }
        }
    }

    /// What is damaged, or of another version, is refused by TensorRT itself; then it begins anew.
    private static ITimingCache timings(IBuilderConfig config, BytePointer known, int size) {
        ITimingCache timings = config.createTimingCache(known, size);
        return isThere(timings) ? timings : there(config.createTimingCache(known, 0), "timing cache");
    }

    private static BytePointer bytes(ByteBuffer direct) {
        return direct.hasRemaining() ? new BytePointer(direct) : new BytePointer(1);
    }

    private static ByteBuffer copy(IHostMemory memory) {
        ByteBuffer copy = ByteBuffer.allocate(Math.toIntExact(memory.size()));
        try (BytePointer bytes = new BytePointer(memory.data())) {
            bytes.capacity(memory.size()).get(copy.array());
        }
        return copy;
    }
}
