package dev.fovea.distill.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionTest {
    @Test
    void rowsAreTheTruthAndColumnsTheAnswer() {
        Predictions told = Told.binary(new double[] {1, -1, 2, 3}, 0, 1, 1, 1);

        Confusion confusion = Confusion.of(told);

        assertThat(confusion.count(0, 1)).isEqualTo(1);
        assertThat(confusion.count(1, 0)).isEqualTo(1);
        assertThat(confusion.count(1, 1)).isEqualTo(2);
        assertThat(confusion.recall(1)).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(confusion.specificity(1)).isZero();
    }

    @Test
    void aClassWithoutSamplesHasNoRecallAndDoesNotSpoilTheMeans() {
        Confusion confusion = Confusion.of(List.of("a", "b", "c"), new long[][] {{3, 1, 0}, {0, 4, 0}, {0, 0, 0}});

        assertThat(confusion.recall(2)).isNaN();
        assertThat(confusion.balancedAccuracy()).isCloseTo((0.75 + 1) / 2, within(1e-12));
    }

    @Test
    void aFindingCalledAnotherFindingStillCountsAsFound() {
        Confusion confusion = Confusion.of(List.of("a", "b", "well"), new long[][] {{0, 4, 0}, {0, 3, 1}, {1, 0, 1}});

        assertThat(confusion.sensitivityToAny(2)).isCloseTo(7.0 / 8, within(1e-12));
    }

    @Test
    void countsThatAreNotSquareAreRefused() {
        assertThatThrownBy(() -> Confusion.of(List.of("a", "b"), new long[][] {{1, 2}}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
