package dev.fovea.instances;

import dev.fovea.engine.Engine;
import dev.fovea.engine.EngineException;
import dev.fovea.engine.EngineMetadata;
import dev.fovea.engine.EngineSource;
import dev.fovea.engine.GoldenTensor;
import dev.fovea.engine.Scores;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// Engines whose answer is their input, so that a mixed-up answer shows, and that misbehave on command.
///
/// An input is made by [#tensor] from a number; [#on] says what happens to a batch that holds that number. [#pause]
/// holds every engine before its next batch. Thread-safe; a test may turn every knob while engines run.
public final class FakeEngines implements EngineSource {
    public static final EngineMetadata METADATA = new EngineMetadata("fake", "fp32", 1, 2, 2, 2, 1, 1, false, 8);

    /// The number of the known image.
    public static final int GOLDEN = -1;

    private record Script(Trick trick, AtomicInteger timesLeft) {}

    private final Map<Integer, Script> scripts = new ConcurrentHashMap<>();
    private final List<List<Integer>> batches = new CopyOnWriteArrayList<>();
    private final AtomicInteger openFailures = new AtomicInteger();
    private final AtomicInteger openHangs = new AtomicInteger();
    private final AtomicInteger openings = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger renewals = new AtomicInteger();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int running;
    private int gated;
    private int hanging;
    private int hangsReleased;
    private int hangs;

    private volatile int wrongUpTo = -1;
    private volatile boolean closed;
    private volatile boolean interruptible;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile Runnable duringRun = () -> {};

    public static FloatBuffer tensor(int number) {
        return FloatBuffer.wrap(values(number));
    }

    /// What a healthy engine answers to [#tensor].
    public static Scores answer(int number) {
        float[] in = values(number);
        return new Scores(new float[] {in[0], in[1]}, new float[] {in[2], in[3]});
    }

    /// The number whose answer this is.
    public static int number(Scores scores) {
        return (int) scores.logits()[0];
    }

    /// The known image, for a group's self-test.
    public static GoldenTensor golden() {
        return new GoldenTensor("known", tensor(GOLDEN), answer(GOLDEN), 1e-3f);
    }

    /// From now on every batch that holds this number goes wrong.
    public FakeEngines on(int number, Trick trick) {
        return on(number, trick, Integer.MAX_VALUE);
    }

    /// The next `times` batches that hold this number go wrong.
    public FakeEngines on(int number, Trick trick, int times) {
        scripts.put(number, new Script(trick, new AtomicInteger(times)));
        return this;
    }

    /// The next `times` openings throw.
    public FakeEngines failOpening(int times) {
        openFailures.set(times);
        return this;
    }

    /// The next `times` openings hang, and succeed when released.
    public void hangOpening(int times) {
        openHangs.set(times);
    }

    /// Engines heed [Engine#interrupt].
    public FakeEngines interruptible() {
        interruptible = true;
        return this;
    }

    /// All engines answer wrongly until they are renewed.
    public void answerWrongly() {
        wrongUpTo = renewals.get();
    }

    /// Renewed or not, engines answer wrongly.
    public void answerWronglyForEver() {
        wrongUpTo = Integer.MAX_VALUE;
    }

    public void answerWell() {
        wrongUpTo = -1;
    }

    /// Runs in the engine's thread in each batch, known images left out: to turn a clock, say.
    public void duringRun(Runnable action) {
        duringRun = action;
    }

    /// Holds every engine at the start of its next batch, until [#resume].
    public void pause() {
        // Whoever waits at the gate there is must not be left behind it.
        if (gate.getCount() == 0) {
            gate = new CountDownLatch(1);
        }
    }

    public void resume() {
        gate.countDown();
    }

    /// Lets those that hang now return.
    public void releaseHung() {
        change(() -> hangsReleased = hangs);
    }

    /// Lets those that hang return, and nothing hangs any more.
    public void endHangs() {
        change(() -> hangsReleased = Integer.MAX_VALUE);
    }

    /// Waits until so many batches were started.
    public void awaitBatches(int count) {
        await(() -> batches.size() >= count);
    }

    /// Waits until at least so many engines are in a batch.
    public void awaitRunning(int count) {
        await(() -> running >= count);
    }

    /// Waits until so many engines hang.
    public void awaitHanging(int count) {
        await(() -> hanging == count);
    }

    /// Waits until so many engines are open.
    public void awaitOpen(int count) {
        await(() -> open.get() == count);
    }

    /// The numbers of each batch that was started, known images left out.
    public List<List<Integer>> batches() {
        return List.copyOf(batches);
    }

    /// Whether no engine works: each is idle, hangs or is held.
    public boolean quiet() {
        lock.lock();
        try {
            return running <= hanging + gated;
        } finally {
            lock.unlock();
        }
    }

    /// Engines that hang now.
    public int hanging() {
        lock.lock();
        try {
            return hanging;
        } finally {
            lock.unlock();
        }
    }

    public int openings() {
        return openings.get();
    }

    /// Engines opened and not yet closed.
    public int openNow() {
        return open.get();
    }

    public int renewals() {
        return renewals.get();
    }

    public boolean closed() {
        return closed;
    }

    @Override
    public EngineMetadata metadata() {
        return METADATA;
    }

    @Override
    public Engine open() {
        openings.incrementAndGet();
        if (openFailures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new EngineException("no such device");
        }
        if (openHangs.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            hang();
        }
        FakeEngine engine = new FakeEngine(renewals.get());
        change(() -> open.incrementAndGet());
        return engine;
    }

    @Override
    public void renew() {
        renewals.incrementAndGet();
    }

    @Override
    public void close() {
        if (open.get() > 0) {
            throw new IllegalStateException("closed under " + open.get() + " open engines");
        }
        closed = true;
    }

    private static float[] values(int number) {
        return new float[] {number, 2f * number, number + 0.5f, -number};
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void await(BooleanSupplier done) {
        lock.lock();
        try {
            while (!done.getAsBoolean()) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private final class FakeEngine implements Engine {
        private final int generation;
        private final Thread owner = Thread.currentThread();
        private boolean closedHere;
        private boolean broken;

        private FakeEngine(int generation) {
            this.generation = generation;
        }

        @Override
        public EngineMetadata metadata() {
            return METADATA;
        }

        @Override
        public List<Scores> run(List<FloatBuffer> images) {
            checkThread();
            List<Integer> numbers =
                    images.stream().map(image -> (int) image.get(0)).toList();
            if (numbers.equals(List.of(GOLDEN))) {
                return infer(numbers, images);
            }
            batches.add(numbers);
            change(() -> running++);
            try {
                pass();
                duringRun.run();
                return infer(numbers, images);
            } finally {
                change(() -> running--);
            }
        }

        private List<Scores> infer(List<Integer> numbers, List<FloatBuffer> images) {
            if (broken) {
                throw new EngineException("still broken");
            }
            Optional<Trick> trick =
                    numbers.stream().flatMap(FakeEngines.this::trick).findFirst();
            // It reads after the hang, as a late engine may: the buffer may hold another image by then.
            trick.filter(Trick.HANG::equals).ifPresent(_ -> hang());
            List<Scores> answers = images.stream().map(this::infer).toList();
            return trick.map(each -> perform(each, answers)).orElse(answers);
        }

        @Override
        public void interrupt() {
            if (interruptible) {
                releaseHung();
            }
        }

        @Override
        public void close() {
            checkThread();
            if (!closedHere) {
                closedHere = true;
                change(() -> open.decrementAndGet());
            }
        }

        private void checkThread() {
            if (!owner.equals(Thread.currentThread())) {
                throw new IllegalStateException("opened by " + owner + ", used by " + Thread.currentThread());
            }
        }

        private Scores infer(FloatBuffer image) {
            float off = generation <= wrongUpTo ? 1 : 0;
            return new Scores(new float[] {image.get(0) + off, image.get(1)}, new float[] {image.get(2), image.get(3)});
        }

        private List<Scores> perform(Trick trick, List<Scores> answers) {
            Scores first = answers.getFirst();
            return switch (trick) {
                case THROW -> throw new EngineException("out of device memory");
                case BREAK -> {
                    broken = true;
                    throw new EngineException("device lost");
                }
                case BUG -> throw new AssertionError("never happens");
                case NAN -> replaceLast(answers, new Scores(new float[] {Float.NaN, 0}, first.map()));
                case WRONG_SHAPE -> replaceLast(answers, new Scores(new float[3], first.map()));
                case TOO_FEW -> answers.subList(1, answers.size());
                case SHARED -> Collections.nCopies(answers.size(), first);
                case HANG -> answers;
            };
        }

        private List<Scores> replaceLast(List<Scores> answers, Scores last) {
            List<Scores> replaced = new ArrayList<>(answers);
            replaced.set(replaced.size() - 1, last);
            return replaced;
        }
    }

    private Stream<Trick> trick(int number) {
        Script script = scripts.get(number);
        if (script == null || script.timesLeft().getAndDecrement() <= 0) {
            return Stream.of();
        }
        return Stream.of(script.trick());
    }

    private void hang() {
        lock.lock();
        try {
            int mine = ++hangs;
            hanging++;
            changed.signalAll();
            while (hangsReleased < mine) {
                changed.awaitUninterruptibly();
            }
            hanging--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void pass() {
        change(() -> gated++);
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        change(() -> gated--);
    }
}
