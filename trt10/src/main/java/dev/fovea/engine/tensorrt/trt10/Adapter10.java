package dev.fovea.engine.tensorrt.trt10;

import dev.fovea.engine.tensorrt.GlueLibraries;
import dev.fovea.engine.tensorrt.TensorRt;
import dev.fovea.engine.tensorrt.TensorRtAdapter;
import dev.fovea.engine.tensorrt.TensorRtLibraries;
import dev.fovea.engine.tensorrt.TensorRtLog;
import java.util.List;
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

/// Loads TensorRT 10.
public final class Adapter10 implements TensorRtAdapter {
    private static final GlueLibraries.Glue GLUE = new GlueLibraries.Glue(
            Loader.class,
            List.of(
                    nvinfer.class,
                    INoCopy.class,
                    ILogger.class,
                    IRuntime.class,
                    ICudaEngine.class,
                    IExecutionContext.class,
                    IHostMemory.class,
                    Dims64.class),
            List.of(
                    nvonnxparser.class,
                    IParser.class,
                    IParserError.class,
                    IBuilder.class,
                    IBuilderConfig.class,
                    INetworkDefinition.class,
                    IOptimizationProfile.class,
                    ITensor.class,
                    ITimingCache.class));

    @Override
    public int major() {
        return 10;
    }

    @Override
    public TensorRt load(TensorRtLibraries libraries, TensorRtLog log) {
        // JavaCPP itself first, while it may: OpenCV shares it, and it can be loaded only once.
        if (GlueLibraries.javaCpp().isEmpty()) {
            Loader.load(org.bytedeco.javacpp.presets.javacpp.class);
        }
        GlueLibraries.load(libraries, GLUE);
        return new TensorRt10(nvinfer.getInferLibVersion(), libraries, new Log10(log));
    }
}
