package dev.fovea.engine.tensorrt.trt8;

import static dev.fovea.engine.tensorrt.trt8.TensorRt8.there;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fovea.engine.tensorrt.BatchProfile;
import dev.fovea.engine.tensorrt.Execution;
import dev.fovea.engine.tensorrt.Plan;
import dev.fovea.engine.tensorrt.PlanTensor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.bytedeco.tensorrt.global.nvinfer.DataType;
import org.bytedeco.tensorrt.global.nvinfer.OptProfileSelector;
import org.bytedeco.tensorrt.nvinfer.Dims32;
import org.bytedeco.tensorrt.nvinfer.ICudaEngine;
import org.bytedeco.tensorrt.nvinfer.IHostMemory;
import org.bytedeco.tensorrt.nvinfer.IRuntime;

/// An engine of TensorRT 8. Its tensors are numbered, and numbered again for every profile: the ones of profile p
/// begin at p times their count.
///
/// A profile of an engine belongs to one execution at a time (version 10 knows no such limit). So that two workers
/// can run the same profile side by side, whoever asks for one that is taken gets it of a copy of the engine.
@SuppressWarnings("deprecation") // version 8.2 ends objects only so
final class Plan8 implements Plan {
    private final IRuntime runtime;
    private final ICudaEngine engine;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final List<Copy> copies = new ArrayList<>();

    @GuardedBy("lock")
    private boolean closed;

    /// @param taken its profiles that an execution has
    private record Copy(ICudaEngine engine, BitSet taken) {}

    Plan8(IRuntime runtime, ICudaEngine engine) {
        this.runtime = runtime;
        this.engine = engine;
        copies.add(new Copy(engine, new BitSet()));
    }

    @Override
    public List<PlanTensor> tensors() {
        List<PlanTensor> tensors = new ArrayList<>();
        for (int i = 0; i < perProfile(engine); i++) {
            tensors.add(new PlanTensor(
                    engine.getBindingName(i),
                    engine.bindingIsInput(i),
                    // JavaCPP answers with a new object each time: intern() is the constant.
                    engine.getBindingDataType(i).intern() == DataType.kFLOAT,
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
        lock.lock();
        try {
            Optional<Copy> idle =
                    copies.stream().filter(one -> !one.taken().get(profile)).findFirst();
            Copy copy = idle.isPresent() ? idle.get() : another();
            Execution execution = Execution8.of(
                    there(copy.engine().createExecutionContext(), "execution"),
                    copy.engine(),
                    profile,
                    () -> free(copy, profile));
            copy.taken().set(profile);
            return execution;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                copies.forEach(copy -> copy.engine().destroy());
                runtime.destroy();
            }
        } finally {
            lock.unlock();
        }
    }

    static int perProfile(ICudaEngine engine) {
        return engine.getNbBindings() / engine.getNbOptimizationProfiles();
    }

    @GuardedBy("lock")
    private Copy another() {
        IHostMemory file = there(engine.serialize(), "copy of the engine");
        try {
            Copy copy = new Copy(
                    there(runtime.deserializeCudaEngine(file.data(), file.size()), "copy of the engine"), new BitSet());
            copies.add(copy);
            return copy;
        } finally {
            file.destroy();
        }
    }

    private void free(Copy copy, int profile) {
        lock.lock();
        try {
            copy.taken().clear(profile);
        } finally {
            lock.unlock();
        }
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
