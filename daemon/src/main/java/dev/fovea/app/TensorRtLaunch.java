package dev.fovea.app;

import dev.fovea.bundle.Bundle;
import dev.fovea.bundle.BundleCheck;
import dev.fovea.bundle.Calibration;
import dev.fovea.engine.EngineSource;
import dev.fovea.engine.GoldenTensor;
import dev.fovea.engine.tensorrt.Precision;
import dev.fovea.engine.tensorrt.TensorRtEngines;
import dev.fovea.grading.Model;
import dev.fovea.instances.InstanceGroup;
import dev.fovea.instances.InstanceMetrics;
import dev.fovea.instances.InstanceSettings;
import dev.fovea.scheduler.Ticker;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/// Starts a bundle on a TensorRT engine that was made for it.
///
/// @param settings of every model's instances; each group gets the name of its task
/// @param metrics by task and version
/// @param ticker the clock of the instances
record TensorRtLaunch(InstanceSettings settings, BiFunction<String, String, InstanceMetrics> metrics, Ticker ticker) {
    /// @param form the form of the network that the engine was made of
    /// @param built what it computes with
    /// @param file the engine's file, asked for again at each renewal
    /// @throws dev.fovea.bundle.BundleException when it does not answer as the bundle promises
    /// @throws dev.fovea.engine.EngineException when it does not run
    Model start(Bundle bundle, TensorRtEngines.Parts parts, String form, Precision built, Supplier<ByteBuffer> file) {
        String task = bundle.manifest().task();
        EngineSource source = TensorRtEngines.load(
                parts, bundle.network(form), built, settings.batch().sizeMax(), file);
        List<GoldenTensor> goldens;
        try {
            goldens = BundleCheck.admit(bundle, source, form, built.toleranceMin());
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
        InstanceGroup instances = InstanceGroup.start(
                source,
                goldens,
                settings.named(task),
                ticker,
                metrics.apply(task, bundle.manifest().version()));
        return new Model(bundle, bundle.networkHash(form), new Calibration(bundle.manifest()), instances);
    }
}
