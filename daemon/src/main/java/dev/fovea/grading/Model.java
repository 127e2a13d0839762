package dev.fovea.grading;

import dev.fovea.bundle.Bundle;
import dev.fovea.bundle.Calibration;
import dev.fovea.camera.Cameras;
import dev.fovea.engine.EngineMetadata;
import dev.fovea.image.InputSpec;
import dev.fovea.instances.InstanceGroup;
import dev.fovea.model.ModelStamp;
import dev.fovea.model.Sha256;

/// A bundle that has proved itself, with the instances that run it.
///
/// @param bundle what it is
/// @param network the SHA-256 of the network file that runs
/// @param calibration its raw numbers to probabilities and a verdict
/// @param instances what runs it
public record Model(Bundle bundle, Sha256 network, Calibration calibration, InstanceGroup instances) {
    public String task() {
        return bundle.manifest().task();
    }

    public InputSpec input() {
        return bundle.manifest().input();
    }

    /// Who answered, for the result; the engine is the one that really ran.
    ///
    /// @param camera the capture's source
    public ModelStamp stamp(EngineMetadata engine, String camera, Cameras cameras) {
        return new ModelStamp(
                bundle.manifest().name(),
                bundle.manifest().version(),
                network,
                engine.engine(),
                engine.precision(),
                bundle.signer(),
                cameras.validatedAt(camera, bundle.hash(), network));
    }
}
