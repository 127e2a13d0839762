package dev.fovea.bench.jmh;

import dev.fovea.bench.bare.BareRuntime;
import dev.fovea.bench.eyes.CameraPictures;
import dev.fovea.bundle.Bundle;
import dev.fovea.image.ImageLimits;
import dev.fovea.image.ImageStage;
import dev.fovea.image.InputSpec;
import dev.fovea.image.Preparation;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
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
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Decoding and preprocessing of one photograph, as one thread does it.
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 3)
@Fork(2)
public class DecodeBenchmark {
    @Param({"2", "6", "12"})
    public double megapixels = 2;

    private final InputSpec spec = Bundle.embedded("fundus4").manifest().input();
    private final ImageStage stage = new ImageStage(ImageLimits.DEFAULT);
    private final FloatBuffer tensor = BareRuntime.floats(spec.size());
    private ByteBuffer file = ByteBuffer.allocateDirect(0);

    @Setup
    public void draw() {
        byte[] jpeg = new CameraPictures(Path.of("drawn"), 1)
                .make(1, List.of(megapixels))
                .getFirst()
                .bytes(0, 0);
        file = ByteBuffer.allocateDirect(jpeg.length).put(jpeg).flip();
    }

    @Benchmark
    public Preparation prepare() {
        return stage.prepare(file.duplicate(), spec, tensor);
    }

    @TearDown
    public void close() {
        stage.close();
    }
}
