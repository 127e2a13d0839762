package dev.fovea.bench.bare;

import dev.fovea.bench.eyes.Photograph;
import dev.fovea.image.ImageLimits;
import dev.fovea.image.ImageStage;
import dev.fovea.image.InputSpec;
import dev.fovea.image.Preparation;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// Decode, preprocess and inference of photographs that lie in memory, one thread per core, nothing else: what the
/// cores could do if there were no daemon.
public final class BareChain implements AutoCloseable {
    private final InputSpec spec;
    private final BareRuntime runtime;
    private final List<ByteBuffer> files;
    private final List<Step> steps = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final LongAdder rejected = new LongAdder();

    /// @param network the ONNX file
    public BareChain(InputSpec spec, byte[] network, List<Photograph> photographs, int threads) {
        this.spec = spec;
        this.runtime = new BareRuntime(network, 1);
        this.files = photographs.stream().map(BareChain::direct).toList();
        for (int i = 0; i < threads; i++) {
            steps.add(new Step());
        }
    }

    static ByteBuffer direct(Photograph photograph) {
        byte[] bytes = photograph.bytes(0, 0);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip().asReadOnlyBuffer();
    }

    /// Images per second of wall time.
    public double rate(Duration time) {
        return Workers.rate(steps.size(), time, steps::get);
    }

    /// How many the quality gate has turned away so far; they cost no inference here nor in the daemon.
    public long rejected() {
        return rejected.sum();
    }

    private final class Step implements LongSupplier {
        private final ImageStage stage = new ImageStage(ImageLimits.DEFAULT);
        private final BareRuntime.Runner runner = runtime.runner(1);

        @Override
        public long getAsLong() {
            ByteBuffer file = files.get(Math.floorMod(next.getAndIncrement(), files.size()));
            switch (stage.prepare(file.duplicate(), spec, runner.input())) {
                case Preparation.Ready _ -> runner.run();
                case Preparation.Rejected _ -> rejected.increment();
            }
            return 1;
        }
    }

    @Override
    public void close() {
        steps.forEach(step -> {
            step.stage.close();
            step.runner.close();
        });
        runtime.close();
    }
}
