package dev.fovea.distill.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.distill.measure.Bootstrap.Interval;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    private final Bootstrap bootstrap = new Bootstrap(11, 2000);

    /// 80 of 100 right, one picture each: the binomial's 95 % are 0.8 plus or minus 1.96 * 0.04.
    @Test
    void forIndependentPicturesTheIntervalIsTheBinomials() {
        Interval interval =
                bootstrap.of(pictures(100, 1), set -> Confusion.of(set).accuracy());

        assertThat(interval.value()).isEqualTo(0.8);
        assertThat(interval.low()).isCloseTo(0.72, within(0.02));
        assertThat(interval.high()).isCloseTo(0.88, within(0.02));
    }

    /// The same hundred pictures of ten patients, each all right or all wrong, say no more than ten pictures.
    @Test
    void picturesOfOnePatientAreDrawnTogether() {
        Interval interval =
                bootstrap.of(pictures(100, 10), set -> Confusion.of(set).accuracy());

        assertThat(interval.value()).isEqualTo(0.8);
        assertThat(interval.low()).isCloseTo(0.5, within(0.05));
        assertThat(interval.high()).isEqualTo(1);
    }

    @Test
    void theSameSeedGivesTheSameInterval() {
        Predictions told = pictures(60, 3);

        Interval one = bootstrap.of(told, set -> Confusion.of(set).accuracy());
        Interval other =
                new Bootstrap(11, 2000).of(told, set -> Confusion.of(set).accuracy());

        assertThat(other).isEqualTo(one);
    }

    @Test
    void aFigureThatNeverExistsHasNoInterval() {
        Interval interval = bootstrap.of(pictures(10, 1), set -> Double.NaN);

        assertThat(interval.low()).isNaN();
        assertThat(interval.high()).isNaN();
    }

    /// Four of five groups are right in all their pictures.
    private static Predictions pictures(int count, int perGroup) {
        List<Prediction> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int group = i / perGroup;
            all.add(Told.one("p" + i, "g" + group, 1, 0, group % 5 == 0 ? -1 : 1));
        }
        return new Predictions(Told.CLASSES, "clear", all);
    }
}
