package dev.fovea.bench.jmh;

import dev.fovea.engine.Engine;
import dev.fovea.engine.EngineMetadata;
import dev.fovea.engine.EngineSource;
import dev.fovea.engine.Scores;
import dev.fovea.instances.Admission;
import dev.fovea.instances.InferenceAnswer;
import dev.fovea.instances.InferenceRequest;
import dev.fovea.instances.InstanceGroup;
import dev.fovea.instances.InstanceMetrics;
import dev.fovea.instances.InstanceSettings;
import dev.fovea.model.Priority;
import dev.fovea.scheduler.Ticker;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/// What the queue, the batcher and the hand-over between threads cost when the engine costs nothing: submit to answer.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 3)
@Fork(2)
public class QueueBenchmark {
    private static final EngineMetadata SHAPE = new EngineMetadata("instant", "fp32", 1, 2, 2, 2, 1, 1, false, 8);
    private static final Scores SCORES = new Scores(new float[2], new float[2]);

    private final InstanceGroup group = InstanceGroup.start(
            new Instant(), List.of(), InstanceSettings.defaults("jmh"), Ticker.SYSTEM, InstanceMetrics.NONE);

    @Benchmark
    public InferenceAnswer alone() {
        return ask();
    }

    @Benchmark
    @Threads(8)
    public InferenceAnswer crowded() {
        return ask();
    }

    private InferenceAnswer ask() {
        FloatBuffer tensor = FloatBuffer.allocate(SHAPE.inputSize());
        InferenceRequest request = new InferenceRequest("jmh", tensor, Priority.LIVE, Optional.empty());
        return switch (group.submit(request)) {
            case Admission.Accepted accepted -> accepted.answer().join();
            case Admission.Refused refused -> throw new IllegalStateException("refused: " + refused.reason());
        };
    }

    @TearDown
    public void close() {
        group.close();
    }

    /// Engines that answer at once.
    private static final class Instant implements EngineSource, Engine {
        @Override
        public EngineMetadata metadata() {
            return SHAPE;
        }

        @Override
        public Engine open() {
            return this;
        }

        @Override
        public List<Scores> run(List<FloatBuffer> images) {
            return images.stream().map(_ -> SCORES).toList();
        }

        @Override
        public void renew() {}

        @Override
        public void close() {}
    }
}
