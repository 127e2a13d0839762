package dev.fovea.engine.tensorrt;

import dev.fovea.engine.EngineException;
import dev.fovea.engine.NetworkShape;
import dev.fovea.engine.Scores;
import dev.fovea.engine.TinyNetwork;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// TensorRT made of Java: its only network is [TinyNetwork]. A plan's file is one byte per profile's largest
/// batch.
public final class FakeTensorRt implements TensorRt {
    private final NetworkShape shape;
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean lazy;
    private volatile boolean wrong;
    private volatile Optional<RuntimeException> refusal = Optional.empty();

    public FakeTensorRt(NetworkShape shape) {
        this.shape = shape;
    }

    /// A plan's file with these profiles, each from the one before.
    public static ByteBuffer file(int... ends) {
        ByteBuffer file = ByteBuffer.allocateDirect(ends.length);
        for (int end : ends) {
            file.put((byte) end);
        }
        return file.flip();
    }

    /// From now on it takes work and does none of it, as a kernel does that was not launched.
    void becomeLazy() {
        lazy = true;
    }

    /// From now on it answers nonsense that does not contradict itself.
    public void becomeWrong() {
        wrong = true;
    }

    /// From now on it takes no plan.
    public void refuse(RuntimeException why) {
        refusal = Optional.of(why);
    }

    /// Plans and executions that nobody has closed.
    int open() {
        return open.get();
    }

    @Override
    public TensorRtVersion version() {
        return new TensorRtVersion(8, 2, 1);
    }

    @Override
    public Plan plan(ByteBuffer file) {
        refusal.ifPresent(why -> {
            throw why;
        });
        if (!file.isDirect() || !file.hasRemaining()) {
            throw new EngineException("TensorRT gave no engine");
        }
        List<BatchProfile> profiles = new ArrayList<>();
        int from = 1;
        for (int i = file.position(); i < file.limit(); i++) {
            profiles.add(new BatchProfile(from, file.get(i), file.get(i)));
            from = file.get(i) + 1;
        }
        open.incrementAndGet();
        return new FakePlan(profiles);
    }

    @Override
    public Build build(BuildRecipe recipe) {
        byte[] plan = new byte[recipe.profiles().size()];
        for (int i = 0; i < plan.length; i++) {
            plan[i] = (byte) recipe.profiles().get(i).max();
        }
        return new Build(ByteBuffer.wrap(plan), ByteBuffer.allocate(0), recipe.precision());
    }

    private final class FakePlan implements Plan {
        private final List<BatchProfile> profiles;
        private boolean closed;

        FakePlan(List<BatchProfile> profiles) {
            this.profiles = profiles;
        }

        @Override
        public List<PlanTensor> tensors() {
            long classes = shape.classes();
            List<PlanTensor> tensors = new ArrayList<>(List.of(
                    new PlanTensor(
                            shape.input(),
                            true,
                            true,
                            List.of(-1L, (long) shape.channels(), (long) shape.height(), (long) shape.width())),
                    new PlanTensor(shape.logits(), false, true, List.of(-1L, classes)),
                    new PlanTensor(shape.map(), false, true, List.of(-1L, classes, (long) shape.mapHeight(), (long)
                            shape.mapWidth()))));
            shape.distance().ifPresent(name -> tensors.add(new PlanTensor(name, false, true, List.of(-1L))));
            return tensors;
        }

        @Override
        public List<BatchProfile> profiles(String input) {
            return profiles;
        }

        @Override
        public Execution execution(int profile) {
            open.incrementAndGet();
            return new FakeExecution(profiles.get(profile));
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                open.decrementAndGet();
            }
        }
    }

    private final class FakeExecution implements Execution {
        private final BatchProfile profile;
        private final Map<String, Long> addresses = new HashMap<>();
        private boolean closed;

        FakeExecution(BatchProfile profile) {
            this.profile = profile;
        }

        @Override
        public void bind(String tensor, long address) {
            addresses.put(tensor, address);
        }

        @Override
        public void enqueue(String input, long[] sizes, long stream) {
            int count = (int) sizes[0];
            if (!profile.holds(count)) {
                throw new EngineException("no batch of " + count + " in " + profile);
            }
            if (!lazy) {
                FakeGpu.Work.of(stream).add(() -> {
                    for (int i = 0; i < count; i++) {
                        answer(i);
                    }
                });
            }
        }

        private void answer(int image) {
            FloatBuffer pixels = FloatBuffer.wrap(
                    memory(shape.input(), image, shape.inputSize()).toArray(ValueLayout.JAVA_FLOAT));
            if (wrong) {
                pixels = FloatBuffer.wrap(new float[pixels.remaining()]);
            }
            Scores scores = TinyNetwork.answer(pixels);
            write(shape.logits(), image, scores.logits());
            write(shape.map(), image, scores.map());
            shape.distance().ifPresent(name -> write(name, image, TinyNetwork.distance(scores.logits())));
        }

        private void write(String tensor, int image, float... values) {
            MemorySegment.copy(
                    values, 0, memory(tensor, image, values.length), ValueLayout.JAVA_FLOAT, 0, values.length);
        }

        @SuppressWarnings("restricted") // The fake GPU's memory, which is this process's.
        private MemorySegment memory(String tensor, int image, int size) {
            long bytes = (long) Float.BYTES * size;
            return MemorySegment.ofAddress(Objects.requireNonNull(addresses.get(tensor), tensor) + image * bytes)
                    .reinterpret(bytes);
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                open.decrementAndGet();
            }
        }
    }
}
