package dev.fovea.engine.tensorrt;

import dev.fovea.engine.EngineException;
import dev.fovea.engine.NetworkShape;
import dev.fovea.engine.cuda.Gpu;
import dev.fovea.engine.cuda.GpuBuffer;
import dev.fovea.engine.cuda.GpuStream;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// One engine's stream and buffers, with room for its largest batch. Whatever the GPU does not write must not
/// pass
/// for an answer, least of all for that to the photograph before, so logits and distances begin as NaN on both
/// sides.
final class EngineMemory implements AutoCloseable {
    private final NetworkShape shape;
    private final int batchMax;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final GpuStream stream;
    private final GpuBuffer input;
    private final GpuBuffer logits;
    private final GpuBuffer map;
    private final GpuBuffer distance;
    private final FloatBuffer inputFloats;
    private final FloatBuffer logitFloats;
    private final FloatBuffer mapFloats;
    private final FloatBuffer distanceFloats;

    private EngineMemory(Gpu gpu, NetworkShape shape, int batchMax) {
        this.shape = shape;
        this.batchMax = batchMax;
        try {
            stream = opened(gpu.stream());
            input = opened(gpu.buffer(bytes(batchMax, shape.inputSize())));
            logits = opened(gpu.buffer(bytes(batchMax, shape.classes())));
            map = opened(gpu.buffer(bytes(batchMax, shape.mapSize())));
            distance = opened(gpu.buffer(bytes(batchMax, 1)));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        inputFloats = input.host().asFloatBuffer();
        logitFloats = logits.host().asFloatBuffer();
        mapFloats = map.host().asFloatBuffer();
        distanceFloats = distance.host().asFloatBuffer();
    }

    /// @throws EngineException when the GPU has not so much
    static EngineMemory allocate(Gpu gpu, NetworkShape shape, int batchMax) {
        return new EngineMemory(gpu, shape, batchMax);
    }

    GpuStream stream() {
        return stream;
    }

    void bind(Execution execution) {
        execution.bind(shape.input(), input.device());
        execution.bind(shape.logits(), logits.device());
        execution.bind(shape.map(), map.device());
        shape.distance().ifPresent(name -> execution.bind(name, distance.device()));
    }

    /// @throws EngineException when a number is not finite: a GPU's maximum of NaN and 0 is 0, and a network
    ///     would
    ///     answer it like any other picture
    void fill(List<FloatBuffer> images) {
        int size = shape.inputSize();
        for (int i = 0; i < images.size(); i++) {
            FloatBuffer image = images.get(i);
            // Looked at where it comes from: on a board the GPU's memory is slow for the processor to read.
            if (!allFinite(image)) {
                throw new EngineException("input " + i + " of the batch holds a number that is not finite");
            }
            inputFloats.put(i * size, image, image.position(), size);
        }
    }

    /// Pictures of nothing, to warm up with.
    void blank(int count) {
        for (int i = 0; i < count * shape.inputSize(); i++) {
            inputFloats.put(i, 0);
        }
    }

    void upload(int count) {
        for (int i = 0; i < count * shape.classes(); i++) {
            logitFloats.put(i, Float.NaN);
        }
        for (int i = 0; i < count; i++) {
            distanceFloats.put(i, Float.NaN);
        }
        stream.upload(input, bytes(count, shape.inputSize()));
        stream.upload(logits, bytes(count, shape.classes()));
        if (shape.distance().isPresent()) {
            stream.upload(distance, bytes(count, 1));
        }
    }

    void download(int count) {
        stream.download(logits, bytes(count, shape.classes()));
        stream.download(map, bytes(count, shape.mapSize()));
        if (shape.distance().isPresent()) {
            stream.download(distance, bytes(count, 1));
        }
    }

    float[] logits(int image) {
        return row(logitFloats, image, shape.classes());
    }

    float[] map(int image) {
        return row(mapFloats, image, shape.mapSize());
    }

    float distance(int image) {
        return distanceFloats.get(image);
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                throw new EngineException("memory of the GPU cannot be given back: " + e.getMessage(), e);
            }
        }
    }

    /// Zero times a number is zero, unless the number is NaN or infinite: one pass without a branch.
    private static boolean allFinite(FloatBuffer image) {
        float zero = 0;
        for (int i = image.position(); i < image.limit(); i++) {
            zero += image.get(i) * 0;
        }
        return zero == 0;
    }

    private <T extends AutoCloseable> T opened(T part) {
        opened.push(part);
        return part;
    }

    private static float[] row(FloatBuffer rows, int row, int size) {
        float[] one = new float[size];
        rows.get(row * size, one);
        return one;
    }

    private long bytes(int count, int each) {
        assert count <= batchMax : count;
        return (long) Float.BYTES * count * each;
    }
}
