package dev.fovea.app;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fovea.app.DaemonConfig.ModelSettings;
import dev.fovea.bundle.BundleException;
import dev.fovea.engine.onnx.Provider;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LoadedModelsTest {
    @Test
    void aModelThatFailsByAnErrorStopsTheStartAndIsNamed() {
        ModelSettings settings = new ModelSettings(
                List.of("fundus4"), Optional.empty(), Optional.empty(), Optional.empty(), Provider.CPU, false);
        ModelLaunch launch = _ -> {
            throw new UnsatisfiedLinkError("no libonnxruntime.so");
        };

        try (LoadedModels models = new LoadedModels(settings, launch)) {
            LoadedModels.Loading loading = models.beginLoading();

            assertThatExceptionOfType(BundleException.class)
                    .isThrownBy(loading::await)
                    .withMessageContaining("the model for task fundus4 could not be loaded")
                    .withMessageContaining("no libonnxruntime.so");
        }
    }
}
