package dev.fovea.app;

import dev.fovea.bundle.Bundle;
import dev.fovea.bundle.BundleException;
import dev.fovea.engine.EngineException;
import dev.fovea.engine.tensorrt.BatchProfile;
import dev.fovea.engine.tensorrt.Precision;
import dev.fovea.engine.tensorrt.Profiles;
import dev.fovea.engine.tensorrt.TensorRtEngines;
import dev.fovea.grading.Model;
import dev.fovea.trtbuild.BuildOutcome;
import dev.fovea.trtbuild.BuildProgress;
import dev.fovea.trtbuild.CrashMark;
import dev.fovea.trtbuild.EngineBuilds;
import dev.fovea.trtbuild.EngineFile.Found;
import dev.fovea.trtbuild.EngineKey;
import dev.fovea.trtbuild.EngineWish;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;

/// A model's way to the GPU: its engine from the folder, or made anew, and its instances on that.
final class Upgrade {
    private static final System.Logger LOG = System.getLogger(Upgrade.class.getName());

    private final Tools tools;
    private final TensorRtEngines.Parts parts;

    /// @param mark set while an engine is brought to the GPU
    /// @param l4t of the board, for the engines' keys
    record Tools(TensorRtSettings settings, EngineBuilds builds, TensorRtLaunch launch, CrashMark mark, String l4t) {}

    Upgrade(Tools tools, TensorRtEngines.Parts parts) {
        this.tools = tools;
        this.parts = parts;
    }

    /// A model on the GPU, proven and started, or why there is none.
    sealed interface Result {
        /// @param how the engine came about
        record Started(Model model, String how) implements Result {}

        record Failed(String reason) implements Result {}
    }

    /// Takes minutes when the engine must be made.
    ///
    /// @param progress told by another thread
    Result run(Bundle bundle, Consumer<BuildProgress> progress) throws InterruptedException {
        String task = bundle.manifest().task();
        EngineKey key = key(bundle);
        if (tools.builds().stored(task, key) instanceof Found.Sound sound) {
            Result stored = start(bundle, key, sound.built(), "from the folder");
            if (stored instanceof Result.Started) {
                return stored;
            }
            LOG.log(System.Logger.Level.WARNING, "the stored engine for {0} does not serve: {1}", task, stored);
        }
        return switch (tools.builds().build(EngineWish.of(bundle, key.precision(), key.profiles()), key, progress)) {
            case BuildOutcome.Refused(var reason) -> new Result.Failed(reason);
            case BuildOutcome.Ready ready -> start(bundle, key, ready.built(), ready.how());
        };
    }

    /// The engine alone, from the folder unless it is to be made anew; nothing of it is loaded here.
    BuildOutcome engine(Bundle bundle, boolean anew, Consumer<BuildProgress> progress) throws InterruptedException {
        EngineKey key = key(bundle);
        if (!anew && tools.builds().stored(bundle.manifest().task(), key) instanceof Found.Sound sound) {
            return new BuildOutcome.Ready(sound.plan(), sound.built(), "it was there already");
        }
        return tools.builds().build(EngineWish.of(bundle, key.precision(), key.profiles()), key, progress);
    }

    private EngineKey key(Bundle bundle) {
        Precision wanted = tools.settings().precision();
        Precision precision = EngineWish.precision(bundle, wanted);
        if (precision != wanted) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "the bundle {0} has no network for {1}, so its engine is made in {2}",
                    bundle.manifest().name(),
                    TensorRtEngines.INT8_FORM,
                    precision.word());
        }
        List<BatchProfile> profiles = Profiles.of(
                tools.settings().batchSizesPreferred(), tools.settings().batchSizeMax());
        return new EngineKey(
                bundle.networkHash(EngineWish.form(precision)),
                parts.tensorRt().version(),
                parts.gpu().device().sm(),
                tools.l4t(),
                precision,
                profiles);
    }

    private Result start(Bundle bundle, EngineKey key, Precision built, String how) {
        String form = EngineWish.form(key.precision());
        try {
            Model model = tools.mark()
                    .during(() -> tools.launch().start(bundle, parts, form, built, () -> reread(bundle, key)));
            return new Result.Started(model, how);
        } catch (BundleException | EngineException e) {
            return new Result.Failed("the engine does not serve: " + e.getMessage());
        }
    }

    /// Not kept in memory: it is as large as the weights, and a renewal is rare.
    private ByteBuffer reread(Bundle bundle, EngineKey key) {
        return switch (tools.builds().stored(bundle.manifest().task(), key)) {
            case Found.Sound(var plan, var _) -> plan;
            case Found.Missing() -> throw new EngineException("the engine is no longer there");
            case Found.Unsound(var reason) -> throw new EngineException("the engine is no longer sound: " + reason);
        };
    }
}
