package dev.fovea.bench.bare;

import dev.fovea.bench.measure.Span;
import dev.fovea.bundle.Bundle;
import dev.fovea.bundle.BundleCheck;
import dev.fovea.engine.EngineSource;
import dev.fovea.engine.GoldenTensor;
import dev.fovea.engine.onnx.OnnxEngines;
import dev.fovea.instances.Admission;
import dev.fovea.instances.InferenceAnswer;
import dev.fovea.instances.InferenceRequest;
import dev.fovea.instances.InstanceGroup;
import dev.fovea.instances.InstanceMetrics;
import dev.fovea.instances.InstanceSettings;
import dev.fovea.model.Priority;
import dev.fovea.scheduler.Ticker;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// The daemon's own engine stage, with its default settings, kept busy from inside this process: a fixed number of
/// requests in flight, each submitted and waited for by a virtual thread, as the grader does it.
public final class GroupLoad implements AutoCloseable {
    private static final int BATCH_MAX =
            InstanceSettings.defaults("bench").batch().sizeMax();

    private final InstanceGroup group;
    private final List<FloatBuffer> tensors = new ArrayList<>();

    private GroupLoad(InstanceGroup group, int inFlight) {
        this.group = group;
        for (int i = 0; i < inFlight; i++) {
            tensors.add(BareRuntime.floats(group.metadata().inputSize()));
        }
    }

    /// Returns once the engines have proved themselves.
    public static GroupLoad start(Bundle bundle, int inFlight) {
        List<GoldenTensor> goldens = BundleCheck.goldens(bundle, OnnxEngines.NAME);
        OnnxEngines engines = OnnxEngines.load(bundle.network(OnnxEngines.NAME), BATCH_MAX);
        return start(engines, goldens, InstanceSettings.defaults("bench"), inFlight);
    }

    /// The same on other engines, with other settings.
    public static GroupLoad start(
            EngineSource engines, List<GoldenTensor> goldens, InstanceSettings settings, int inFlight) {
        return new GroupLoad(
                InstanceGroup.start(engines, goldens, settings, Ticker.SYSTEM, InstanceMetrics.NONE), inFlight);
    }

    /// Answers per second within a [Span].
    public double rate(Duration time) {
        AtomicLong answered = new AtomicLong();
        List<Thread> callers = new ArrayList<>();
        Span span = Span.startingAt(System.nanoTime(), time);
        for (FloatBuffer tensor : tensors) {
            callers.add(Thread.ofVirtual().start(() -> {
                while (!span.isOver(System.nanoTime())) {
                    ask(tensor);
                    answered.addAndGet(span.holds(System.nanoTime()) ? 1 : 0);
                }
            }));
        }
        callers.forEach(GroupLoad::join);
        return span.rate(answered.get());
    }

    private void ask(FloatBuffer tensor) {
        InferenceRequest request = new InferenceRequest("bench", tensor, Priority.LIVE, Optional.empty());
        switch (group.submit(request)) {
            case Admission.Accepted accepted -> {
                InferenceAnswer answer = accepted.answer().join();
                if (!(answer instanceof InferenceAnswer.Answered)) {
                    throw new IllegalStateException("the engine stage gave no answer but " + answer);
                }
            }
            case Admission.Refused refused ->
                throw new IllegalStateException("the engine stage refused " + refused.reason());
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        group.close();
    }
}
