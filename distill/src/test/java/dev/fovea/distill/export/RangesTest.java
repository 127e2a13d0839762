package dev.fovea.distill.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.distill.export.Ranges.Range;
import org.junit.jupiter.api.Test;

class RangesTest {
    @Test
    void withoutASignTheStepsFillTheRange() {
        Range range = new Range(-1, 4.1f);

        assertThat(range.unsignedScale()).isCloseTo(0.02f, within(1e-6f));
        assertThat(range.zeroPoint()).isEqualTo(50);
    }

    @Test
    void withASignTheStepsReachAsFarOnBothSides() {
        assertThat(new Range(-1, 2.54f).symmetricScale()).isCloseTo(0.02f, within(1e-6f));
        assertThat(new Range(-2.54f, 1).symmetricScale()).isCloseTo(0.02f, within(1e-6f));
    }

    @Test
    void aValueThatIsAlwaysZeroHasSteps() {
        assertThat(Range.NOTHING.unsignedScale()).isPositive();
        assertThat(Range.NOTHING.symmetricScale()).isPositive();
        assertThat(Range.NOTHING.zeroPoint()).isZero();
    }

    @Test
    void zeroIsAlwaysInside() {
        assertThatThrownBy(() -> new Range(1, 2)).hasMessageContaining("hold 0, was 1.0 to 2.0");
        assertThatThrownBy(() -> new Range(0, Float.NaN)).hasMessageContaining("hold 0");
    }
}
