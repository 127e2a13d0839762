package dev.fovea.app;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fovea.bundle.Bundle;
import dev.fovea.bundle.BundleException;
import dev.fovea.engine.EngineException;
import dev.fovea.grading.Model;
import dev.fovea.grading.Models;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// The models in use, loaded from the models folder or, where that holds none, from the built-in bundles.
final class LoadedModels implements Models, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LoadedModels.class.getName());

    private final DaemonConfig.ModelSettings settings;
    private final ModelLaunch launch;
    private final Map<String, Model> models = new ConcurrentHashMap<>();

    // One reload at a time.
    private final ReentrantLock reloading = new ReentrantLock();

    @GuardedBy("reloading")
    private boolean closed;

    LoadedModels(DaemonConfig.ModelSettings settings, ModelLaunch launch) {
        this.settings = settings;
        this.launch = launch;
    }

    /// Begins to load every task, beside whatever else a start has to do: natives and files are slow to wake.
    Loading beginLoading() {
        Map<String, Throwable> failures = new ConcurrentHashMap<>();
        List<Thread> threads = settings.tasks().stream()
                .map(task -> Thread.ofPlatform().name("load-" + task).start(() -> {
                    try {
                        models.put(task, load(task));
                    } catch (Throwable e) {
                        // Errors too: a native library that is missing must not leave a model silently absent.
                        failures.put(task, e);
                    }
                }))
                .toList();
        return new Loading(threads, failures);
    }

    /// Models on their way.
    record Loading(List<Thread> threads, Map<String, Throwable> failures) {
        /// @throws BundleException when a model was refused or could not be loaded
        void await() {
            threads.forEach(LoadedModels::join);
            failures.forEach((task, failure) -> {
                boolean refused = failure instanceof BundleException || failure instanceof EngineException;
                String reason = refused ? "was refused: " + failure.getMessage() : "could not be loaded: " + failure;
                throw new BundleException("the model for task " + task + " " + reason, failure);
            });
        }
    }

    @Override
    public Optional<Model> find(String task) {
        return Optional.ofNullable(models.get(task));
    }

    @Override
    public List<Model> all() {
        return settings.tasks().stream()
                .map(models::get)
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public Reload reload(String task) {
        if (!settings.tasks().contains(task)) {
            return new Reload.Refused("models.tasks does not name the task " + task);
        }
        reloading.lock();
        try {
            Model fresh = load(task);
            Model old = models.put(task, fresh);
            LOG.log(
                    System.Logger.Level.INFO,
                    "task {0} now runs {1}",
                    task,
                    fresh.bundle().manifest().version());
            if (old != null) {
                old.instances().close();
            }
            return new Reload.Loaded(fresh);
        } catch (BundleException | EngineException e) {
            LOG.log(System.Logger.Level.WARNING, "the bundle for task " + task + " was refused; the old one stays", e);
            return new Reload.Refused(String.valueOf(e.getMessage()));
        } finally {
            reloading.unlock();
        }
    }

    /// Puts a model that runs elsewhere in the place of one, unless that is no longer in use. What the old one
    /// was given it still answers.
    ///
    /// @return whether it was; if not, the fresh one is still the caller's
    @SuppressWarnings("ReferenceEquality") // a bundle that was loaded anew is another model
    boolean replace(Model old, Model fresh) {
        reloading.lock();
        try {
            if (closed || models.get(old.task()) != old) {
                return false;
            }
            models.put(old.task(), fresh);
        } finally {
            reloading.unlock();
        }
        old.instances().close();
        return true;
    }

    @Override
    public void close() {
        reloading.lock();
        try {
            closed = true;
        } finally {
            reloading.unlock();
        }
        models.values().forEach(model -> model.instances().close());
    }

    private Model load(String task) {
        Bundle bundle = settings.bundle(task);
        Model model = launch.start(bundle);
        bundle.release();
        return model;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BundleException("interrupted while loading models", e);
        }
    }
}
