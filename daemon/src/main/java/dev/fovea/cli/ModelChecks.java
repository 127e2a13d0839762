package dev.fovea.cli;

import dev.fovea.bundle.Bundle;
import dev.fovea.bundle.BundleCheck;
import dev.fovea.bundle.BundleException;
import dev.fovea.bundle.Manifest;
import dev.fovea.cli.Diagnosis.Ill;
import dev.fovea.cli.Diagnosis.Well;
import dev.fovea.engine.EngineException;
import dev.fovea.engine.EngineSource;
import dev.fovea.engine.onnx.OnnxEngines;
import java.util.function.Supplier;

/// What the doctor asks the models, and with them the native code that decodes pictures and runs networks.
final class ModelChecks {
    private ModelChecks() {}

    /// @param bundle opens it
    static Diagnosis of(String task, Supplier<Bundle> bundle) {
        String subject = "model " + task;
        try {
            Bundle opened = bundle.get();
            Manifest manifest = opened.manifest();
            try (EngineSource engines = OnnxEngines.load(opened.network(OnnxEngines.NAME), 1)) {
                int goldens = BundleCheck.admit(opened, engines).size();
                return new Well(
                        subject,
                        manifest.name() + " " + manifest.version() + " on "
                                + engines.metadata().engine() + " "
                                + engines.metadata().precision() + " answers its "
                                + goldens + " golden pictures as promised; "
                                + opened.signer().map(key -> "signed by " + key).orElse("unsigned"));
            }
        } catch (BundleException e) {
            return new Ill(
                    subject,
                    String.valueOf(e.getMessage()),
                    "Put the bundle back as it was made and signed; docs/bundles.md.");
        } catch (EngineException | LinkageError e) {
            return new Ill(
                    subject,
                    "its network does not run here: " + e.getMessage(),
                    "Fovea needs Linux on x86_64 or aarch64 with glibc 2.28 or newer; delete .fovea and start again.");
        }
    }
}
