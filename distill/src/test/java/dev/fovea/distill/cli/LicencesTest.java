package dev.fovea.distill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LicencesTest {
    @TempDir
    private Path folder;

    @Test
    void theManifestSaysUnlessThePersonDoes() throws Exception {
        Path manifest = folder.resolve("manifest.csv");
        Files.writeString(manifest, "path,source,licence\na.jpg,one,CC-BY-4.0\nb.jpg,two,ODC-By-1.0\n");

        Map<String, String> found =
                Licences.of(manifest, List.of("one", "two"), Map.of("two", "as told", "weights", "Apache-2.0"));

        assertThat(found)
                .containsExactly(
                        Map.entry("one", "CC-BY-4.0"), Map.entry("two", "as told"), Map.entry("weights", "Apache-2.0"));
    }

    @Test
    void aSourceWithoutOneIsNamed() {
        assertThatThrownBy(() -> Licences.of(folder, List.of("drawn"), Map.of()))
                .hasMessageContaining("--licence \"drawn=");
    }
}
