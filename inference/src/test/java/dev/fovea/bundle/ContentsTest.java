package dev.fovea.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.model.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContentsTest {
    private static final byte[] CARD = {1};
    private static final byte[] NETWORK = {2, 3};

    @Test
    void aSmallFileStaysAndIsNeverReadAgain() {
        List<String> asked = new ArrayList<>();
        Contents.Packed contents = packed(asked, NETWORK);

        contents.release();

        assertThat(contents.file("card")).isEqualTo(CARD);
        assertThat(asked).isEmpty();
    }

    @Test
    void aLargeFileIsReadAgainOnlyAfterItWasLetGo() {
        List<String> asked = new ArrayList<>();
        Contents.Packed contents = packed(asked, NETWORK.clone());

        assertThat(contents.file("network")).isEqualTo(NETWORK);
        assertThat(asked).isEmpty();
        contents.release();
        assertThat(contents.file("network")).isEqualTo(NETWORK);
        assertThat(asked).containsExactly("network");
    }

    @Test
    void aFileThatBecameAnotherOneIsRefused() {
        Contents.Packed contents = packed(new ArrayList<>(), new byte[] {9});

        contents.release();

        assertThatThrownBy(() -> contents.file("network"))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("network of the built-in bundle has changed");
    }

    private static Contents.Packed packed(List<String> asked, byte[] later) {
        return new Contents.Packed(
                Map.of("card", CARD, "network", NETWORK), Map.of("network", Sha256.of(NETWORK)), name -> {
                    asked.add(name);
                    return later;
                });
    }
}
