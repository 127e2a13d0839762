package dev.fovea.engine.tensorrt.trt10;

import dev.fovea.engine.EngineException;
import dev.fovea.engine.cuda.ForeignObject;
import dev.fovea.engine.tensorrt.Execution;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.tensorrt.nvinfer.Dims64;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;

/// One context on one profile of an engine of TensorRT 10.
final class Execution10 implements Execution {
    private final IExecutionContext context;
    private final int profile;
    private final Dims64 dims = new Dims64();

    /// A context takes its profile on a stream, and forgets what it knew of its tensors then: so all of it is said
    /// with the first run.
    private final Map<String, Long> addresses = new LinkedHashMap<>();

    private boolean onProfile;

    private boolean closed;

    Execution10(IExecutionContext context, int profile) {
        this.context = context;
        this.profile = profile;
    }

    @Override
    public void bind(String tensor, long address) {
        addresses.put(tensor, address);
    }

    @Override
    public void enqueue(String input, long[] sizes, long stream) {
        CUstream_st handle = new CUstream_st(new Address(stream));
        if (!onProfile) {
            goOnProfile(handle);
            onProfile = true;
        }
        dims.nbDims(sizes.length);
        for (int i = 0; i < sizes.length; i++) {
            dims.d(i, sizes[i]);
        }
        if (!context.setInputShape(input, dims)) {
            throw new EngineException("TensorRT does not take an input of " + Arrays.toString(sizes));
        }
        if (!context.enqueueV3(handle)) {
            throw new EngineException("TensorRT does not start a batch of " + sizes[0]);
        }
    }

    private void goOnProfile(CUstream_st stream) {
        if (!context.setOptimizationProfileAsync(profile, stream)) {
            throw new EngineException("TensorRT does not take profile " + profile);
        }
        addresses.forEach((tensor, address) -> {
            if (!context.setTensorAddress(tensor, new Address(address))) {
                throw new EngineException("TensorRT takes no address for " + tensor);
            }
        });
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            ForeignObject.delete(context.address());
            dims.close();
        }
    }
}
