package dev.fovea.app;

import dev.fovea.bundle.Bundle;
import dev.fovea.bundle.BundleCheck;
import dev.fovea.bundle.BundleException;
import dev.fovea.bundle.Calibration;
import dev.fovea.engine.EngineException;
import dev.fovea.engine.EngineSource;
import dev.fovea.engine.GoldenTensor;
import dev.fovea.engine.onnx.OnnxEngines;
import dev.fovea.engine.onnx.Provider;
import dev.fovea.grading.Model;
import dev.fovea.instances.InstanceGroup;
import dev.fovea.instances.InstanceMetrics;
import dev.fovea.instances.InstanceSettings;
import dev.fovea.scheduler.Ticker;
import java.util.List;
import java.util.function.BiFunction;

/// Starts a bundle on ONNX Runtime: on the CPU, or where its build for CUDA is installed on a GPU, and then on the
/// CPU all the same when the GPU does not answer as the bundle promises.
///
/// @param provider what it computes with if that can be had
/// @param settings of every model's instances; each group gets the name of its task
/// @param metrics by task and version
/// @param ticker the clock of the instances
public record OnnxLaunch(
        Provider provider,
        InstanceSettings settings,
        BiFunction<String, String, InstanceMetrics> metrics,
        Ticker ticker)
        implements ModelLaunch {
    private static final System.Logger LOG = System.getLogger(OnnxLaunch.class.getName());

    @Override
    public Model start(Bundle bundle) {
        if (provider != Provider.CPU) {
            try {
                return start(bundle, provider);
            } catch (BundleException | EngineException e) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "task {0} runs on the CPU, because {1} cannot be used: {2}",
                        bundle.manifest().task(),
                        provider.engine(),
                        e.getMessage());
            }
        }
        return start(bundle, Provider.CPU);
    }

    private Model start(Bundle bundle, Provider with) {
        String task = bundle.manifest().task();
        EngineSource source = OnnxEngines.load(
                bundle.network(OnnxEngines.NAME), settings.batch().sizeMax(), with);
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
            return BundleCheck.admit(bundle, source, OnnxEngines.NAME, 0);
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }
}
