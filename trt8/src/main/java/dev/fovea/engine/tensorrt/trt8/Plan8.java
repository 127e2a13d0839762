package dev.fovea.engine.tensorrt.trt8;

import static dev.fovea.engine.tensorrt.trt8.TensorRt8.there;

import dev.fovea.engine.tensorrt.BatchProfile;
import dev.fovea.engine.tensorrt.Execution;
import dev.fovea.engine.tensorrt.Plan;
import dev.fovea.engine.tensorrt.PlanTensor;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.tensorrt.global.nvinfer.DataType;
import org.bytedeco.tensorrt.global.nvinfer.OptProfileSelector;
import org.bytedeco.tensorrt.nvinfer.Dims32;
import org.bytedeco.tensorrt.nvinfer.ICudaEngine;
import org.bytedeco.tensorrt.nvinfer.IRuntime;

/// An engine of TensorRT 8. Its tensors are numbered, and numbered again for every profile: the ones of profile
/// p
/// begin at p times their count.
@SuppressWarnings("deprecation") // version 8.2 ends objects only so
final class Plan8 implements Plan {
    private final IRuntime runtime;
    private final ICudaEngine engine;
    private boolean closed;

    Plan8(IRuntime runtime, ICudaEngine engine) {
        this.runtime = runtime;
        this.engine = engine;
    }

    @Override
    public List<PlanTensor> tensors() {
        List<PlanTensor> tensors = new ArrayList<>();
        for (int i = 0; i < perProfile(); i++) {
            tensors.add(new PlanTensor(
                    engine.getBindingName(i),
                    engine.bindingIsInput(i),
                    engine.getBindingDataType(i) == DataType.kFLOAT,
                    sizes(engine.getBindingDimensions(i))));
        }
        return tensors;
    }

    @Override
    public List<BatchProfile> profiles(String input) {
        int binding = engine.getBindingIndex(input);
        List<BatchProfile> profiles = new ArrayList<>();
        for (int i = 0; i < engine.getNbOptimizationProfiles(); i++) {
            profiles.add(new BatchProfile(
                    batch(binding, i, OptProfileSelector.kMIN),
                    batch(binding, i, OptProfileSelector.kOPT),
                    batch(binding, i, OptProfileSelector.kMAX)));
        }
        return profiles;
    }

    @Override
    public Execution execution(int profile) {
        return Execution8.of(there(engine.createExecutionContext(), "execution"), engine, profile, perProfile());
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            engine.destroy();
            runtime.destroy();
        }
    }

    private int perProfile() {
        return engine.getNbBindings() / engine.getNbOptimizationProfiles();
    }

    private int batch(int binding, int profile, OptProfileSelector which) {
        return engine.getProfileDimensions(binding, profile, which).d(0);
    }

    private static List<Long> sizes(Dims32 dims) {
        List<Long> sizes = new ArrayList<>();
        for (int i = 0; i < dims.nbDims(); i++) {
            sizes.add((long) dims.d(i));
        }
        return sizes;
    }
}
