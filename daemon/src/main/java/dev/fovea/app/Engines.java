package dev.fovea.app;

import dev.fovea.engine.EngineException;
import dev.fovea.engine.tensorrt.TensorRtEngines;
import dev.fovea.instances.InstanceMetrics;
import dev.fovea.instances.InstanceSettings;
import dev.fovea.publish.metrics.Meters;
import dev.fovea.scheduler.BatchPolicy;
import dev.fovea.scheduler.Ticker;
import dev.fovea.store.DataFolder;
import dev.fovea.trtbuild.EngineBuilds;
import dev.fovea.trtbuild.EngineFolder;
import dev.fovea.trtbuild.L4t;
import java.util.function.BiFunction;

/// What runs the networks: ONNX Runtime on the CPU always, TensorRT on a GPU where there is one.
///
/// @param machine where a GPU is looked for
/// @param around what a build needs of this machine
/// @param metrics by task and version
record Engines(
        DaemonConfig config,
        GpuMachine machine,
        EngineBuilds.Surroundings around,
        BiFunction<String, String, InstanceMetrics> metrics,
        Ticker ticker) {
    static Engines real(DaemonConfig config, Meters meters) {
        return new Engines(
                config,
                GpuMachine.real(config.tensorRt().libraries()),
                EngineBuilds.Surroundings.real(config.tensorRt().libraries(), Ticker.SYSTEM::nanos),
                meters::instances,
                Ticker.SYSTEM);
    }

    /// What must be so before anything is started. Costs nothing unless a setting asks for it.
    ///
    /// @throws EngineException when a folder that was named cannot be written, or a GPU that is required is not
    ///     there
    void check() {
        if (settings().mode() == TensorRtSettings.Mode.OFF) {
            return;
        }
        settings().folder().ifPresent(EngineFolder::open);
        if (settings().mode() == TensorRtSettings.Mode.REQUIRED
                && machine.look() instanceof GpuMachine.Find.None(var reason)) {
            throw new EngineException("tensorrt.mode is required, but " + reason);
        }
    }

    ModelLaunch onCpu() {
        return new OnnxLaunch(config.models().provider(), config.instances(), metrics, ticker);
    }

    /// Not started yet.
    Acceleration acceleration(LoadedModels models) {
        Acceleration.Parts parts = new Acceleration.Parts(machine, this::gpu, models, onCpu(), ticker);
        return new Acceleration(
                parts, settings().mode(), config.models().tasks(), settings().fallbackAfter());
    }

    /// What is needed once there is a GPU.
    ///
    /// @throws EngineException when the folder for engines cannot be written
    Acceleration.Gpu gpu() {
        EngineFolder folder =
                EngineFolder.open(settings().folder().orElseGet(() -> new DataFolder(config.dataFolder()).engines()));
        EngineBuilds builds = new EngineBuilds(folder, settings().build(), around);
        TensorRtLaunch launch = new TensorRtLaunch(instances(), metrics, ticker);
        Upgrade.Tools tools =
                new Upgrade.Tools(settings(), builds, launch, folder.crashMark(), L4t.release(around.root()));
        return new Acceleration.Gpu(tools.mark(), (TensorRtEngines.Parts loaded) -> new Upgrade(tools, loaded));
    }

    /// The CPU's settings with the GPU's own batches and engines.
    private InstanceSettings instances() {
        InstanceSettings cpu = config.instances();
        BatchPolicy batch =
                cpu.batch().withSizes(settings().batchSizeMax(), settings().batchSizesPreferred());
        return new InstanceSettings(
                cpu.name(), settings().instances(), batch, cpu.recovery(), cpu.selfTestEvery(), cpu.drainMax());
    }

    private TensorRtSettings settings() {
        return config.tensorRt();
    }
}
