package dev.fovea.distill.train;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ThreadingTest {
    @Test
    void bothSettingsLetItTrain() {
        assertThatCode(() -> Threading.check(Map.of("OPENBLAS_NUM_THREADS", "1", "OMP_WAIT_POLICY", "PASSIVE")))
                .doesNotThrowAnyException();
    }

    @Test
    void withoutEitherItRefusesAndSaysWhatToDo() {
        assertThatThrownBy(() -> Threading.check(Map.of("OMP_WAIT_POLICY", "passive")))
                .isInstanceOf(TrainException.class)
                .hasMessageContaining("OPENBLAS_NUM_THREADS=1")
                .hasMessageContaining("./fovea distill");
        assertThatThrownBy(() -> Threading.check(Map.of("OPENBLAS_NUM_THREADS", "1")))
                .hasMessageContaining("OMP_WAIT_POLICY=passive");
        assertThatThrownBy(() -> Threading.check(Map.of("OPENBLAS_NUM_THREADS", "2", "OMP_WAIT_POLICY", "passive")))
                .isInstanceOf(TrainException.class);
    }
}
