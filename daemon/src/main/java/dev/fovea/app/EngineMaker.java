package dev.fovea.app;

import dev.fovea.engine.tensorrt.Precision;
import dev.fovea.instances.InstanceMetrics;
import dev.fovea.scheduler.Ticker;
import dev.fovea.trtbuild.BuildOutcome;
import dev.fovea.trtbuild.BuildProgress;
import dev.fovea.trtbuild.EngineBuilds;
import java.util.function.Consumer;

/// Makes engines in the foreground, with the daemon's own settings: for a first start, and for who wants to see why a
/// daemon has none. The daemon finds them in the folder.
public final class EngineMaker {
    private final DaemonConfig config;
    private final Acceleration.Gpu gpu;
    private final Upgrade upgrade;
    private final String machine;

    private EngineMaker(DaemonConfig config, Acceleration.Gpu gpu, Upgrade upgrade, String machine) {
        this.config = config;
        this.gpu = gpu;
        this.upgrade = upgrade;
        this.machine = machine;
    }

    /// Whether there is anything to make engines for.
    public sealed interface Opened {
        record Ready(EngineMaker maker) implements Opened {}

        record NoGpu(String reason) implements Opened {}
    }

    /// @throws dev.fovea.engine.EngineException when TensorRT does not load, or the folder cannot be written
    public static Opened open(DaemonConfig config) {
        return open(new Engines(
                config,
                GpuMachine.real(config.tensorRt().libraries()),
                EngineBuilds.Surroundings.real(config.tensorRt().libraries(), Ticker.SYSTEM::nanos),
                (_, _) -> InstanceMetrics.NONE,
                Ticker.SYSTEM));
    }

    static Opened open(Engines engines) {
        return switch (engines.machine().look()) {
            case GpuMachine.Find.None(var reason) -> new Opened.NoGpu(reason);
            case GpuMachine.Find.Some some -> {
                Acceleration.Gpu gpu = engines.gpu();
                yield new Opened.Ready(new EngineMaker(
                        engines.config(), gpu, gpu.upgrade().apply(some.parts().get()), some.name()));
            }
        };
    }

    /// What it makes them for.
    public String machine() {
        return machine;
    }

    /// How it went with one task.
    public sealed interface Made {
        /// @param built what it computes with
        /// @param how it came about, and how it agrees with ONNX Runtime
        record Engine(Precision built, String how) implements Made {}

        record None(String reason) implements Made {}
    }

    /// @param anew even if there is one
    /// @param progress told by another thread
    public Made make(String task, boolean anew, Consumer<BuildProgress> progress) throws InterruptedException {
        return switch (upgrade.engine(config.models().bundle(task), anew, progress)) {
            case BuildOutcome.Ready(var _, var built, var how) -> new Made.Engine(built, how);
            case BuildOutcome.Refused(var reason) -> new Made.None(reason);
        };
    }

    /// Lets the next start of the daemon try TensorRT again, whatever happened to those before.
    public void proven() {
        gpu.mark().proven();
    }
}
