package dev.fovea.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EmbeddedBundleTest {
    private static final int GOLDEN_BYTES_MAX = 150_000;

    @ParameterizedTest
    @MethodSource("dev.fovea.bundle.Bundle#embeddedTasks")
    void aBuiltInBundleIsWhole(String task) {
        Bundle bundle = Bundle.embedded(task);

        assertThat(bundle.manifest().task()).isEqualTo(task);
        assertThat(bundle.goldens("onnxruntime-cpu"))
                .hasSizeGreaterThan(1)
                .allSatisfy(golden -> assertThat(golden.file()).hasSizeLessThan(GOLDEN_BYTES_MAX));
        assertThat(bundle.modelCard()).contains("Not a medical device");
        assertThat(bundle.manifest().trainingData())
                .isNotEmpty()
                .allSatisfy(source -> assertThat(bundle.modelCard()).contains(source.name()));
    }

    @Test
    void bothTasksAreBuiltIn() {
        assertThat(Bundle.embeddedTasks()).containsExactly("fundus4", "oct3");
    }

    @Test
    void aTaskThatIsNotBuiltInIsRefusedByName() {
        assertThatExceptionOfType(BundleException.class)
                .isThrownBy(() -> Bundle.embedded("teeth"))
                .withMessageContaining("teeth")
                .withMessageContaining("fundus4");
    }
}
