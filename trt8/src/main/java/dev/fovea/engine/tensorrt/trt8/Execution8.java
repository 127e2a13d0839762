package dev.fovea.engine.tensorrt.trt8;

import dev.fovea.engine.EngineException;
import dev.fovea.engine.tensorrt.Execution;
import java.util.Arrays;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.tensorrt.nvinfer.Dims32;
import org.bytedeco.tensorrt.nvinfer.ICudaEngine;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;

/// One context on one profile of an engine of TensorRT 8.
@SuppressWarnings("deprecation") // version 8.2 knows no other way
final class Execution8 implements Execution {
    private final IExecutionContext context;
    private final ICudaEngine engine;
    private final int first;

    /// The table of addresses that `enqueueV2` reads: one per tensor and profile, those of other profiles null.
    private final LongPointer addresses;

    private final Dims32 dims = new Dims32();
    private final Runnable gone;
    private boolean closed;

    private Execution8(IExecutionContext context, ICudaEngine engine, int first, Runnable gone) {
        this.context = context;
        this.engine = engine;
        this.first = first;
        this.gone = gone;
        long[] none = new long[engine.getNbBindings()];
        addresses = new LongPointer(none);
    }

    /// @param gone run when it is closed and its profile is free again
    static Execution8 of(IExecutionContext context, ICudaEngine engine, int profile, Runnable gone) {
        // The first context of an engine is on profile 0 by itself; any other must say which it is on.
        if (!context.setOptimizationProfile(profile)) {
            context.destroy();
            throw new EngineException("TensorRT does not take profile " + profile);
        }
        return new Execution8(context, engine, profile * Plan8.perProfile(engine), gone);
    }

    @Override
    public void bind(String tensor, long address) {
        int binding = engine.getBindingIndex(tensor);
        if (binding < 0) {
            throw new EngineException("the engine has no " + tensor);
        }
        addresses.put(first + binding, address);
    }

    @Override
    public void enqueue(String input, long[] sizes, long stream) {
        dims.nbDims(sizes.length);
        for (int i = 0; i < sizes.length; i++) {
            dims.d(i, Math.toIntExact(sizes[i]));
        }
        if (!context.setBindingDimensions(first + engine.getBindingIndex(input), dims)) {
            throw new EngineException("TensorRT does not take an input of " + Arrays.toString(sizes));
        }
        // The glue passes the place of an event, so an object without one would be an event of TensorRT's to record.
        if (!context.enqueueV2(new PointerPointer<Pointer>(addresses), new CUstream_st(new Address(stream)), null)) {
            throw new EngineException("TensorRT does not start a batch of " + sizes[0]);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            context.destroy();
            addresses.close();
            dims.close();
            gone.run();
        }
    }
}
