package dev.fovea.engine.tensorrt.trt10;

import dev.fovea.engine.EngineException;
import dev.fovea.engine.cuda.ForeignObject;
import dev.fovea.engine.tensorrt.Build;
import dev.fovea.engine.tensorrt.BuildRecipe;
import dev.fovea.engine.tensorrt.Plan;
import dev.fovea.engine.tensorrt.TensorRt;
import dev.fovea.engine.tensorrt.TensorRtLibraries;
import dev.fovea.engine.tensorrt.TensorRtVersion;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorrt.global.nvinfer;
import org.bytedeco.tensorrt.nvinfer.ICudaEngine;
import org.bytedeco.tensorrt.nvinfer.ILogger;
import org.bytedeco.tensorrt.nvinfer.IRuntime;
import org.jspecify.annotations.Nullable;

/// TensorRT 10, loaded.
final class TensorRt10 implements TensorRt {
    private final TensorRtVersion version;
    private final TensorRtLibraries libraries;

    /// Lives as long as everything that was made with it.
    private final ILogger log;

    TensorRt10(int reported, TensorRtLibraries libraries, ILogger log) {
        this.version = TensorRtVersion.of(reported);
        this.libraries = libraries;
        this.log = log;
    }

    @Override
    public TensorRtVersion version() {
        return version;
    }

    @Override
    public Plan plan(ByteBuffer file) {
        IRuntime runtime = there(nvinfer.createInferRuntime(log), "runtime");
        try (BytePointer bytes = new BytePointer(file)) {
            ICudaEngine engine = there(
                    runtime.deserializeCudaEngine(bytes.position(file.position()), file.remaining()),
                    "engine: it refuses the file");
            return new Plan10(runtime, engine);
        } catch (RuntimeException e) {
            ForeignObject.delete(runtime.address());
            throw e;
        } finally {
            // Its memory goes with it, and the pointer alone does not keep it.
            Reference.reachabilityFence(file);
        }
    }

    @Override
    public Build build(BuildRecipe recipe) {
        if (libraries.parser().isEmpty()) {
            throw new EngineException("there is no libnvonnxparser.so.10 beside " + libraries.infer());
        }
        return new Builder10(log).build(recipe);
    }

    /// TensorRT answers with null, or with an address that is none, when it cannot make a thing.
    static <P extends Pointer> P there(@Nullable P object, String what) {
        if (object == null || !isThere(object)) {
            throw new EngineException("TensorRT gave no " + what);
        }
        return object;
    }

    static boolean isThere(@Nullable Pointer object) {
        return object != null && ForeignObject.isThere(object.address());
    }
}
