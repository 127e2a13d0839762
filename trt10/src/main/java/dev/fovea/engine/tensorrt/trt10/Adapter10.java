package dev.fovea.engine.tensorrt.trt10;

import dev.fovea.engine.EngineException;
import dev.fovea.engine.tensorrt.GlueLibraries;
import dev.fovea.engine.tensorrt.TensorRt;
import dev.fovea.engine.tensorrt.TensorRtAdapter;
import dev.fovea.engine.tensorrt.TensorRtLibraries;
import dev.fovea.engine.tensorrt.TensorRtLog;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.tensorrt.global.nvinfer;
import org.bytedeco.tensorrt.global.nvonnxparser;
import org.bytedeco.tensorrt.nvinfer.Dims64;
import org.bytedeco.tensorrt.nvinfer.IBuilder;
import org.bytedeco.tensorrt.nvinfer.IBuilderConfig;
import org.bytedeco.tensorrt.nvinfer.ICudaEngine;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;
import org.bytedeco.tensorrt.nvinfer.IHostMemory;
import org.bytedeco.tensorrt.nvinfer.ILogger;
import org.bytedeco.tensorrt.nvinfer.INetworkDefinition;
import org.bytedeco.tensorrt.nvinfer.INoCopy;
import org.bytedeco.tensorrt.nvinfer.IOptimizationProfile;
import org.bytedeco.tensorrt.nvinfer.IRuntime;
import org.bytedeco.tensorrt.nvinfer.ITensor;
import org.bytedeco.tensorrt.nvinfer.ITimingCache;
import org.bytedeco.tensorrt.nvonnxparser.IParser;
import org.bytedeco.tensorrt.nvonnxparser.IParserError;

/// Loads TensorRT 10 in our own order with JavaCPP's loading off: left to itself, JavaCPP would load cuBLAS,
/// cuDNN and
/// more that nothing here needs, and fail where one of them is missing.
public final class Adapter10 implements TensorRtAdapter {
    /// JavaCPP reads it at every load. While it is false, OpenCV cannot load either.
    private static final String LOADING = "org.bytedeco.javacpp.loadlibraries";

    /// All of TensorRT that we touch. Each class loads its library when it is initialised, so all of them must
    /// be
    /// while that is off.
    private static final List<Class<?>> USED = List.of(
            nvinfer.class,
            INoCopy.class,
            ILogger.class,
            IRuntime.class,
            ICudaEngine.class,
            IExecutionContext.class,
            IHostMemory.class,
            Dims64.class);

    private static final List<Class<?>> USED_TO_BUILD = List.of(
            nvonnxparser.class,
            IParser.class,
            IParserError.class,
            IBuilder.class,
            IBuilderConfig.class,
            INetworkDefinition.class,
            IOptimizationProfile.class,
            ITensor.class,
            ITimingCache.class);

    @Override
    public int major() {
        return 10;
    }

    // JavaCPP's own lock: nothing else may load while its loading is switched off.
    @SuppressWarnings("LockOnNonEnclosingClassLiteral")
    @Override
    public TensorRt load(TensorRtLibraries libraries, TensorRtLog log) {
        // JavaCPP itself first: OpenCV shares it, and it can be loaded only once, from the same file.
        Optional<Path> javaCpp = GlueLibraries.javaCpp();
        if (javaCpp.isEmpty()) {
            Loader.load(org.bytedeco.javacpp.presets.javacpp.class);
        }
        synchronized (Loader.class) {
            // Where it lies unpacked so does OpenCV, which is loaded with this off, for good and perhaps just now.
            String after = javaCpp.isPresent() ? "false" : System.getProperty(LOADING, "true");
            System.setProperty(LOADING, "false");
            try {
                javaCpp.ifPresent(Adapter10::load);
                loadInOrder(libraries);
            } catch (UnsatisfiedLinkError e) {
                throw new EngineException(
                        "TensorRT cannot be loaded from " + libraries.infer() + ": " + e.getMessage(), e);
            } catch (IllegalAccessException e) {
                throw new AssertionError("TensorRT's classes are public", e);
            } finally {
                System.setProperty(LOADING, after);
            }
        }
        return new TensorRt10(nvinfer.getInferLibVersion(), libraries, new Log10(log));
    }

    private static void loadInOrder(TensorRtLibraries libraries) throws IllegalAccessException {
        load(libraries.infer());
        load(GlueLibraries.find(Adapter10.class, "libjninvinfer.so"));
        initialise(USED);
        if (libraries.parser().isPresent()) {
            load(libraries.parser().get());
            load(GlueLibraries.find(Adapter10.class, "libjninvonnxparser.so"));
            initialise(USED_TO_BUILD);
        }
    }

    private static void initialise(List<Class<?>> types) throws IllegalAccessException {
        for (Class<?> type : types) {
            MethodHandles.lookup().ensureInitialized(type);
        }
    }

    @SuppressWarnings("restricted") // Reviewed: NVIDIA's libraries, and the glue to them, by full path.
    private static void load(Path library) {
        System.load(library.toAbsolutePath().toString());
    }
}
