package dev.fovea.bench.bare;

import dev.fovea.engine.NetworkShape;
import dev.fovea.engine.cuda.GpuBuffer;
import dev.fovea.engine.cuda.GpuStream;
import dev.fovea.engine.tensorrt.Execution;
import dev.fovea.engine.tensorrt.Plan;
import dev.fovea.engine.tensorrt.Profiles;
import dev.fovea.engine.tensorrt.TensorRtEngines;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A TensorRT engine in a loop with nothing around it: copy in, enqueue, copy out, wait; one batch size, one stream
/// per thread.
public final class BarePlan implements AutoCloseable {
    private final TensorRtEngines.Parts parts;
    private final NetworkShape shape;
    private final Plan plan;

    /// @param file an engine's file, direct
    public BarePlan(TensorRtEngines.Parts parts, NetworkShape shape, ByteBuffer file) {
        this.parts = parts;
        this.shape = shape;
        parts.gpu().enter();
        plan = parts.tensorRt().plan(file);
    }

    /// Images per second.
    ///
    /// @param streams threads, each with a stream of its own
    public double rate(int streams, int batch, Duration time) {
        List<Runner> runners = new ArrayList<>();
        try {
            for (int i = 0; i < streams; i++) {
                runners.add(new Runner(batch));
            }
            return Workers.rate(streams, time, worker -> {
                Runner runner = runners.get(worker);
                parts.gpu().enter();
                return () -> {
                    runner.run();
                    return batch;
                };
            });
        } finally {
            runners.forEach(Runner::close);
        }
    }

    @Override
    public void close() {
        plan.close();
    }

    private final class Runner implements AutoCloseable {
        private final int batch;
        private final GpuStream stream = parts.gpu().stream();
        private final GpuBuffer input;
        private final GpuBuffer logits;
        private final GpuBuffer map;
        private final GpuBuffer distance;
        private final Execution execution;

        Runner(int batch) {
            this.batch = batch;
            input = parts.gpu().buffer(bytes(shape.inputSize()));
            logits = parts.gpu().buffer(bytes(shape.classes()));
            map = parts.gpu().buffer(bytes(shape.mapSize()));
            distance = parts.gpu().buffer(bytes(1));
            execution = plan.execution(
                    Profiles.fitting(plan.profiles(shape.input()), batch).orElseThrow());
            execution.bind(shape.input(), input.device());
            execution.bind(shape.logits(), logits.device());
            execution.bind(shape.map(), map.device());
            shape.distance().ifPresent(name -> execution.bind(name, distance.device()));
        }

        void run() {
            stream.upload(input, bytes(shape.inputSize()));
            execution.enqueue(
                    shape.input(),
                    new long[] {batch, shape.channels(), shape.height(), shape.width()},
                    stream.handle());
            stream.download(logits, bytes(shape.classes()));
            stream.download(map, bytes(shape.mapSize()));
            stream.download(distance, bytes(1));
            stream.await();
        }

        private long bytes(int each) {
            return (long) Float.BYTES * batch * each;
        }

        @Override
        public void close() {
            execution.close();
            List.of(input, logits, map, distance).forEach(GpuBuffer::close);
            stream.close();
        }
    }
}
