package dev.fovea.app;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fovea.bundle.BundleException;
import dev.fovea.engine.EngineException;
import dev.fovea.engine.tensorrt.TensorRtEngines;
import dev.fovea.grading.Model;
import dev.fovea.instances.Readiness;
import dev.fovea.publish.rest.Accelerator;
import dev.fovea.publish.rest.Accelerator.Build;
import dev.fovea.publish.rest.Accelerator.State;
import dev.fovea.publish.rest.Accelerator.Task;
import dev.fovea.publish.rest.Accelerator.TaskState;
import dev.fovea.scheduler.Ticker;
import dev.fovea.trtbuild.BuildProgress;
import dev.fovea.trtbuild.CrashMark;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/// Brings the models from the CPU, on which every daemon starts, to a GPU if there is one, and back when it
/// fails. One
/// thread of its own, so that nothing waits for it: looking for a GPU, loading TensorRT and making engines all
/// happen
/// beside a daemon that serves. A model changes place as at a reload: what the old one was given it still
/// answers.
final class Acceleration implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Acceleration.class.getName());

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration END_MAX = Duration.ofSeconds(5);

    private final Parts parts;
    private final TensorRtSettings.Mode mode;
    private final List<String> tasks;
    private final Duration fallbackAfter;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private Accelerator head = new Accelerator(State.LOOKING, Optional.empty(), Optional.empty(), List.of());

    @GuardedBy("lock")
    private final Map<String, Task> states = new LinkedHashMap<>();

    /// What each task's model was when it was last dealt with. Only the thread touches it.
    private final Map<String, Dealt> dealt = new LinkedHashMap<>();

    /// @param machine where a GPU is looked for
    /// @param gpu what is needed once there is one; opens the folder of the engines
    /// @param onCpu starts a bundle where every bundle runs
    record Parts(GpuMachine machine, Supplier<Gpu> gpu, LoadedModels models, ModelLaunch onCpu, Ticker ticker) {}

    /// @param mark says whether the last start died here
    /// @param upgrade given what the machine has loaded
    record Gpu(CrashMark mark, Function<TensorRtEngines.Parts, Upgrade> upgrade) {}

    /// @param downSince when it was first seen out of order; 0 while it is well
    private record Dealt(Model model, boolean onGpu, long downSince) {}

    /// Not started yet.
    Acceleration(Parts parts, TensorRtSettings.Mode mode, List<String> tasks, Duration fallbackAfter) {
        this.mode = mode;
        this.parts = parts;
        this.tasks = List.copyOf(tasks);
        this.fallbackAfter = fallbackAfter;
        thread = Thread.ofPlatform().name("tensorrt").daemon().unstarted(this::work);
    }

    void start() {
        if (mode == TensorRtSettings.Mode.OFF) {
            lock.lock();
            try {
                head = Accelerator.OFF;
            } finally {
                lock.unlock();
            }
            return;
        }
        thread.start();
    }

    Accelerator status() {
        lock.lock();
        try {
            return new Accelerator(head.state(), head.reason(), head.name(), List.copyOf(states.values()));
        } finally {
            lock.unlock();
        }
    }

    /// Ends a build that is under way. Idempotent.
    @Override
    public void close() {
        if (!thread.isAlive()) {
            return; // never started, or at its end already
        }
        thread.interrupt();
        try {
            thread.join(END_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        try {
            switch (parts.machine().look()) {
                case GpuMachine.Find.None(var reason) -> {
                    LOG.log(Level.DEBUG, "no GPU: {0}", reason);
                    head(State.ABSENT, Optional.of(reason), Optional.empty());
                }
                case GpuMachine.Find.Some some -> useIt(some);
            }
        } catch (InterruptedException stopped) {
            // Closing; the models are closed by who owns them.
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "the GPU is not used: the CPU answers", e);
            head(State.ABSENT, Optional.of("the GPU cannot be used: " + e.getMessage()), Optional.empty());
        }
    }

    private void useIt(GpuMachine.Find.Some found) throws InterruptedException {
        Gpu gpu = parts.gpu().get();
        int deaths = gpu.mark().deaths();
        if (deaths >= CrashMark.DEATHS_MAX) {
            throw new EngineException("the program died " + deaths + " times in a row while it loaded TensorRT, so it"
                    + " is not loaded again; './fovea engine' tries it, and lets the next start try");
        }
        Upgrade upgrade = gpu.upgrade().apply(gpu.mark().during(found.parts()));
        head(State.PRESENT, Optional.empty(), Optional.of(found.name()));
        for (String task : tasks) {
            look(task, upgrade);
        }
        gpu.mark().proven();
        while (true) {
            Thread.sleep(LOOK_EVERY);
            for (String task : tasks) {
                look(task, upgrade);
            }
        }
    }

    /// A model that is new to us is brought to the GPU; one that is there is watched.
    @SuppressWarnings("ReferenceEquality") // a bundle that was loaded anew is another model
    private void look(String task, Upgrade upgrade) throws InterruptedException {
        Optional<Model> found = parts.models().find(task);
        if (found.isEmpty()) {
            return;
        }
        Model now = found.get();
        Dealt known = dealt.get(task);
        if (known == null || known.model() != now) {
            bring(now, upgrade);
        } else if (known.onGpu()) {
            watch(known);
        }
    }

    private void bring(Model model, Upgrade upgrade) throws InterruptedException {
        String task = model.task();
        set(new Task(task, TaskState.BUILDING, Optional.empty(), Optional.empty()));
        dealt.put(task, new Dealt(model, false, 0));
        switch (upgraded(model, upgrade)) {
            case Upgrade.Result.Failed(var reason) -> {
                LOG.log(Level.WARNING, "task {0} stays on the CPU: {1}", task, reason);
                set(new Task(task, TaskState.FAILED, Optional.of(reason), Optional.empty()));
            }
            case Upgrade.Result.Started(var fresh, var how) -> {
                if (parts.models().replace(model, fresh)) {
                    LOG.log(Level.INFO, "task {0} now runs on the GPU ({1})", task, how);
                    dealt.put(task, new Dealt(fresh, true, 0));
                    set(new Task(task, TaskState.SERVING, Optional.empty(), Optional.empty()));
                } else {
                    // Somebody has loaded another bundle meanwhile: the next look sees it.
                    fresh.instances().close();
                }
            }
        }
    }

    /// Whatever goes wrong with one task: the others on the GPU must still be watched.
    private Upgrade.Result upgraded(Model model, Upgrade upgrade) throws InterruptedException {
        try {
            return upgrade.run(model.bundle(), this::progress);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "the way to the GPU failed for task " + model.task(), e);
            return new Upgrade.Result.Failed("the GPU cannot be used: " + e.getMessage());
        }
    }

    private void watch(Dealt known) {
        if (!(known.model().instances().readiness() instanceof Readiness.NotReady(var reason))) {
            dealt.put(known.model().task(), new Dealt(known.model(), true, 0));
            return;
        }
        long now = parts.ticker().nanos();
        long since = known.downSince() == 0 ? now : known.downSince();
        if (now - since < fallbackAfter.toNanos()) {
            dealt.put(known.model().task(), new Dealt(known.model(), true, since));
            return;
        }
        fallBack(known.model(), reason);
    }

    private void fallBack(Model broken, String reason) {
        String task = broken.task();
        LOG.log(Level.ERROR, "the GPU fails at task {0}, so the CPU takes over: {1}", task, reason);
        try {
            Model onCpu = parts.onCpu().start(broken.bundle());
            if (!parts.models().replace(broken, onCpu)) {
                onCpu.instances().close();
                return;
            }
            dealt.put(task, new Dealt(onCpu, false, 0));
            set(new Task(
                    task,
                    TaskState.FAILED,
                    Optional.of("the GPU failed and the CPU took over: " + reason),
                    Optional.empty()));
        } catch (BundleException | EngineException e) {
            LOG.log(Level.ERROR, "the CPU cannot take over task " + task + "; it is tried again", e);
            dealt.put(task, new Dealt(broken, true, parts.ticker().nanos()));
        }
    }

    private void progress(BuildProgress now) {
        Build build = new Build(now.stage().word(), now.percent(), now.elapsed());
        set(new Task(now.task(), TaskState.BUILDING, Optional.empty(), Optional.of(build)));
    }

    private void set(Task state) {
        lock.lock();
        try {
            states.put(state.task(), state);
        } finally {
            lock.unlock();
        }
    }

    private void head(State state, Optional<String> reason, Optional<String> name) {
        lock.lock();
        try {
            head = new Accelerator(state, reason, name, List.of());
        } finally {
            lock.unlock();
        }
    }
}
