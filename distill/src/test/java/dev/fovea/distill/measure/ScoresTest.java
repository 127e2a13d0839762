package dev.fovea.distill.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScoresTest {
    @Test
    void everyFigureIsOfTheSamePredictions() {
        Scores scores = Scores.of(Told.binary(new double[] {-2, -1, 1, 2, -1}, 0, 0, 0, 1, 1), 1);

        assertThat(scores.count()).isEqualTo(5);
        assertThat(scores.accuracy()).isCloseTo(0.6, within(1e-12));
        assertThat(scores.balancedAccuracy()).isCloseTo((2.0 / 3 + 0.5) / 2, within(1e-12));
        assertThat(scores.anySensitivity()).isEqualTo(0.5);
        assertThat(scores.healthySpecificity()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(scores.anyArea()).isCloseTo(4.5 / 6, within(1e-12));
        assertThat(scores.classes().get(1).area()).isEqualTo(scores.anyArea());
    }

    @Test
    void temperatureMovesCertaintyAndNothingElse() {
        Predictions told = Told.binary(new double[] {-2, -1, 1, 2, -1}, 0, 0, 0, 1, 1);

        Scores hot = Scores.of(told, 3);
        Scores plain = Scores.of(told, 1);

        assertThat(hot.accuracy()).isEqualTo(plain.accuracy());
        assertThat(hot.anyArea()).isEqualTo(plain.anyArea());
        assertThat(hot.loss()).isNotEqualTo(plain.loss());
    }

    @Test
    void logitsThatAreNoNumbersAreRefused() {
        assertThatThrownBy(() -> Told.one("p", "g", 0, Double.NaN, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("p");
    }

    @Test
    void aHealthyClassThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> new Predictions(Told.CLASSES, "well", List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("well");
    }
}
