package dev.fovea.engine.tensorrt.trt10;

import static dev.fovea.engine.tensorrt.trt10.TensorRt10.there;

import dev.fovea.engine.cuda.ForeignObject;
import dev.fovea.engine.tensorrt.BatchProfile;
import dev.fovea.engine.tensorrt.Execution;
import dev.fovea.engine.tensorrt.Plan;
import dev.fovea.engine.tensorrt.PlanTensor;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.tensorrt.global.nvinfer.DataType;
import org.bytedeco.tensorrt.global.nvinfer.OptProfileSelector;
import org.bytedeco.tensorrt.global.nvinfer.TensorIOMode;
import org.bytedeco.tensorrt.nvinfer.Dims64;
import org.bytedeco.tensorrt.nvinfer.ICudaEngine;
import org.bytedeco.tensorrt.nvinfer.IRuntime;

/// An engine of TensorRT 10.
final class Plan10 implements Plan {
    private final IRuntime runtime;
    private final ICudaEngine engine;
    private boolean closed;

    Plan10(IRuntime runtime, ICudaEngine engine) {
        this.runtime = runtime;
        this.engine = engine;
    }

    @Override
    public List<PlanTensor> tensors() {
        List<PlanTensor> tensors = new ArrayList<>();
        for (int i = 0; i < engine.getNbIOTensors(); i++) {
            String name = engine.getIOTensorName(i);
            tensors.add(new PlanTensor(
                    name,
                    // JavaCPP answers with a new object each time: intern() is the constant.
                    engine.getTensorIOMode(name).intern() == TensorIOMode.kINPUT,
                    engine.getTensorDataType(name).intern() == DataType.kFLOAT,
                    sizes(engine.getTensorShape(name))));
        }
        return tensors;
    }

    @Override
    public List<BatchProfile> profiles(String input) {
        List<BatchProfile> profiles = new ArrayList<>();
        for (int i = 0; i < engine.getNbOptimizationProfiles(); i++) {
            profiles.add(new BatchProfile(
                    batch(input, i, OptProfileSelector.kMIN),
                    batch(input, i, OptProfileSelector.kOPT),
                    batch(input, i, OptProfileSelector.kMAX)));
        }
        return profiles;
    }

    @Override
    public Execution execution(int profile) {
        return new Execution10(there(engine.createExecutionContext(), "execution"), profile);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            ForeignObject.delete(engine.address());
            ForeignObject.delete(runtime.address());
        }
    }

    private int batch(String input, int profile, OptProfileSelector which) {
        return Math.toIntExact(engine.getProfileShape(input, profile, which).d(0));
    }

    private static List<Long> sizes(Dims64 dims) {
        List<Long> sizes = new ArrayList<>();
        for (int i = 0; i < dims.nbDims(); i++) {
            sizes.add(dims.d(i));
        }
        return sizes;
    }
}
