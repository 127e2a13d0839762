package dev.fovea.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    @Test
    void percentilesAreByNearestRank() {
        long[] oneToHundred =
                LongStream.rangeClosed(1, 100).map(i -> (101 - i) * 1_000_000).toArray();

        Percentiles percentiles = Percentiles.ofNanos(oneToHundred);

        assertThat(percentiles).isEqualTo(new Percentiles(100, 50.5, 50, 90, 95, 99, 100));
    }

    @Test
    void thePercentilesOfOneValueAreThatValue() {
        assertThat(Percentiles.ofNanos(new long[] {7_000_000})).isEqualTo(new Percentiles(1, 7, 7, 7, 7, 7, 7));
    }

    @Test
    void nothingHasAllPercentilesZero() {
        assertThat(Percentiles.ofNanos(new long[0]).p99()).isZero();
    }

    @Test
    void theP99OfFewValuesIsTheirLargest() {
        assertThat(Percentiles.ofMillis(new double[] {1, 2, 50}).p99()).isEqualTo(50);
    }

    @Test
    void theMedianOfAnEvenCountIsTheMeanOfTheMiddleTwo() {
        assertThat(Samples.of(9, 1, 4, 2).median()).isEqualTo(3);
        assertThat(Samples.of(9, 1, 4).median()).isEqualTo(4);
    }

    @Test
    void ratiosAreTakenRepeatByRepeat() {
        Samples ratios = Samples.of(10, 30).over(Samples.of(5, 10));

        assertThat(ratios.values()).containsExactly(2.0, 3.0);
    }

    @Test
    void repeatsThatDoNotPairUpAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Samples.of(1, 2).over(Samples.of(1)))
                .withMessage("repeats must pair up, were 2 and 1");
    }

    @Test
    void aTargetIsMetOnItsLimit() {
        assertThat(Target.atLeast(0.95).judge(0.95)).isEqualTo(Target.Verdict.PASS);
        assertThat(Target.atLeast(0.95).judge(0.9499)).isEqualTo(Target.Verdict.SHORT);
        assertThat(Target.atMost(5).judge(5)).isEqualTo(Target.Verdict.PASS);
        assertThat(Target.atMost(5).judge(5.01)).isEqualTo(Target.Verdict.SHORT);
    }

    @Test
    void aFigureThatIsNoNumberNeverPasses() {
        assertThat(Target.atLeast(0).judge(Double.NaN)).isEqualTo(Target.Verdict.SHORT);
        assertThat(Target.atMost(0).judge(Double.NaN)).isEqualTo(Target.Verdict.SHORT);
    }

    @Test
    void theSlopeOfALineIsItsRise() {
        assertThat(Slope.of(List.of(new double[] {0, 5}, new double[] {100, 25}, new double[] {200, 45})))
                .isEqualTo(0.2, offset(1e-12));
    }

    @Test
    void aSinglePointHasNoSlope() {
        assertThat(Slope.of(List.of(new double[] {3, 5}))).isZero();
    }
}
