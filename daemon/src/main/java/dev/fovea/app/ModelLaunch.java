package dev.fovea.app;

import dev.fovea.bundle.Bundle;
import dev.fovea.grading.Model;

/// Brings a bundle to life: proves its golden images and starts its instances.
@FunctionalInterface
public interface ModelLaunch {
    /// @throws dev.fovea.bundle.BundleException when the bundle does not prove itself
    /// @throws dev.fovea.engine.EngineException when its network does not run here
    Model start(Bundle bundle);
}
