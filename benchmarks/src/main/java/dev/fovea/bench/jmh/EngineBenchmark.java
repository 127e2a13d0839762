package dev.fovea.bench.jmh;

import dev.fovea.bench.bare.BareRuntime;
import dev.fovea.bundle.Bundle;
import dev.fovea.engine.Engine;
import dev.fovea.engine.Scores;
import dev.fovea.engine.onnx.OnnxEngines;
import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// One engine on one thread: our class around ONNX Runtime, and ONNX Runtime itself, by batch size.
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 3)
@Fork(2)
public class EngineBenchmark {
    private static final int BATCH_MAX = 8;

    @Param({"1", "4"})
    public int batch = 1;

    private final Bundle bundle = Bundle.embedded("fundus4");
    private final OnnxEngines engines = OnnxEngines.load(bundle.network(OnnxEngines.NAME), BATCH_MAX);
    private final Engine engine = engines.open();
    private final FloatBuffer tensor = BareRuntime.floats(engines.metadata().inputSize());
    private final BareRuntime runtime =
            new BareRuntime(bundle.network(OnnxEngines.NAME).file(), 1);
    private final List<BareRuntime.Runner> runners = List.of(runtime.runner(1), runtime.runner(4));

    @Benchmark
    public List<Scores> ours() {
        return engine.run(Collections.nCopies(batch, tensor));
    }

    @Benchmark
    public void bare() {
        runners.get(batch == 1 ? 0 : 1).run();
    }

    @TearDown
    public void close() {
        engine.close();
        engines.close();
        runners.forEach(BareRuntime.Runner::close);
        runtime.close();
    }
}
