package dev.fovea.distill.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class OperatingPointTest {
    private final Roc roc = Roc.of(
            new double[] {0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1},
            new boolean[] {true, true, false, true, true, false, true, false, false, false});

    @Test
    void theStrictestThresholdThatFindsEnoughIsTaken() {
        OperatingPoint point = OperatingPoint.forSensitivity(roc, 0.8);

        assertThat(point.threshold()).isEqualTo(0.6);
        assertThat(point.sensitivity()).isCloseTo(0.8, within(1e-12));
        assertThat(point.specificity()).isCloseTo(0.8, within(1e-12));
    }

    @Test
    void theLaxestThresholdThatSparesEnoughIsTaken() {
        OperatingPoint point = OperatingPoint.forSpecificity(roc, 1);

        assertThat(point.threshold()).isEqualTo(0.9);
        assertThat(point.sensitivity()).isCloseTo(0.4, within(1e-12));
    }

    @Test
    void theBandReachesFromRulingOutToRulingIn() {
        OperatingPoint point = OperatingPoint.forSensitivity(roc, 0.8).withBand(roc, 1, 1);

        assertThat(point.low()).isEqualTo(0.4);
        assertThat(point.high()).isEqualTo(0.9);
        assertThat(point.basis()).contains("0.800 sensitivity").contains("withheld");
    }

    @Test
    void aBandThatAsksForLessThanTheThresholdGivesIsEmpty() {
        OperatingPoint point = OperatingPoint.forSensitivity(roc, 0.8).withBand(roc, 0.2, 0.2);

        assertThat(point.low()).isEqualTo(point.threshold());
        assertThat(point.high()).isEqualTo(point.threshold());
    }

    @Test
    void whereNoScoreIsSafeEnoughOnlyCertaintyCounts() {
        Roc hopeless = Roc.of(new double[] {0.9, 0.1}, new boolean[] {false, true});

        assertThat(OperatingPoint.forSpecificity(hopeless, 1).threshold()).isEqualTo(1);
    }

    @Test
    void aClassThatWasNeverSeenHasNoPoint() {
        Roc empty = Roc.of(new double[] {0.9}, new boolean[] {false});

        assertThatThrownBy(() -> OperatingPoint.forSensitivity(empty, 0.9))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
