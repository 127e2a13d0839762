package dev.fovea.distill.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RampTest {
    @Test
    void thePublishedRampIsZeroTo25ThenAFiftiethPerEpochUpToAFifth() {
        assertThat(Ramp.PUBLISHED.at(0)).isZero();
        assertThat(Ramp.PUBLISHED.at(25)).isZero();
        assertThat(Ramp.PUBLISHED.at(30)).isCloseTo(0.1, within(1e-12));
        assertThat(Ramp.PUBLISHED.at(35)).isCloseTo(0.2, within(1e-12));
        assertThat(Ramp.PUBLISHED.at(120)).isEqualTo(0.2);
    }

    @Test
    void aShorterCourseHasTheSameRampSqueezed() {
        assertThat(Ramp.over(120)).isEqualTo(Ramp.PUBLISHED);
        assertThat(Ramp.over(24).at(6)).isCloseTo(Ramp.PUBLISHED.at(30), within(1e-12));
    }
}
