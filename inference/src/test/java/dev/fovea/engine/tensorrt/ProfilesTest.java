package dev.fovea.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProfilesTest {
    @Test
    void aLonePhotographAlwaysHasItsOwnProfileAndTheOthersReachUpToAPreferredSize() {
        assertThat(Profiles.of(List.of(), 1)).containsExactly(new BatchProfile(1, 1, 1));
        assertThat(Profiles.of(List.of(), 4)).containsExactly(new BatchProfile(1, 1, 1), new BatchProfile(2, 4, 4));
        assertThat(Profiles.of(List.of(8, 4, 4, 99), 16))
                .containsExactly(
                        new BatchProfile(1, 1, 1),
                        new BatchProfile(2, 4, 4),
                        new BatchProfile(5, 8, 8),
                        new BatchProfile(9, 16, 16));
    }

    @Test
    void aBatchRunsInTheSmallestProfileThatTakesIt() {
        List<BatchProfile> profiles = List.of(new BatchProfile(1, 4, 8), new BatchProfile(1, 1, 1));

        assertThat(Profiles.fitting(profiles, 1)).hasValue(1);
        assertThat(Profiles.fitting(profiles, 2)).hasValue(0);
        assertThat(Profiles.fitting(profiles, 9)).isEmpty();
    }

    @Test
    void aVersionIsReadAsEachMajorWritesIt() {
        assertThat(TensorRtVersion.of(8203)).hasToString("8.2.3");
        assertThat(TensorRtVersion.of(100600)).hasToString("10.6.0");
        assertThat(TensorRtVersion.of(101303)).hasToString("10.13.3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TensorRtVersion.of(0))
                .withMessageContaining("was 0");
    }
}
