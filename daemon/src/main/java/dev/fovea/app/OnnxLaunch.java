package dev.fovea.app;

import dev.fovea.bundle.Bundle;
import dev.fovea.bundle.BundleCheck;
import dev.fovea.bundle.Calibration;
import dev.fovea.engine.EngineSource;
import dev.fovea.engine.GoldenTensor;
import dev.fovea.engine.onnx.OnnxEngines;
import dev.fovea.grading.Model;
import dev.fovea.instances.InstanceGroup;
import dev.fovea.instances.InstanceMetrics;
import dev.fovea.instances.InstanceSettings;
import dev.fovea.scheduler.Ticker;
import java.util.List;
import java.util.function.BiFunction;

/// Starts a bundle on ONNX Runtime's CPU engine.
///
/// @param settings of every model's instances; each group gets the name of its task
/// @param metrics by task and version
/// @param ticker the clock of the instances
public record OnnxLaunch(InstanceSettings settings, BiFunction<String, String, InstanceMetrics> metrics, Ticker ticker)
        implements ModelLaunch {
    @Override
    public Model start(Bundle bundle) {
        String task = bundle.manifest().task();
        EngineSource source = OnnxEngines.load(
                bundle.network(OnnxEngines.NAME), settings.batch().sizeMax());
        List<GoldenTensor> goldens = proven(bundle, source);
        InstanceGroup instances = InstanceGroup.start(
                source,
                goldens,
                settings.named(task),
                ticker,
                metrics.apply(task, bundle.manifest().version()));
        return new Model(bundle, bundle.networkHash(OnnxEngines.NAME), new Calibration(bundle.manifest()), instances);
    }

    private static List<GoldenTensor> proven(Bundle bundle, EngineSource source) {
        try {
            return BundleCheck.admit(bundle, source);
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }
}
