package dev.fovea.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// Golden values computed outside of this program, with Python from the formulas as they are printed.
class DriftFiguresTest {
    private static final Offset<Double> CLOSE = within(1e-9);
    private static final Fate.ModelKey MODEL = new Fate.ModelKey("eye", "1", "00");

    /// 460 graded with a mean of 0.84 and a standard deviation of 0.12, 40 not.
    private static final Sample REFERENCE =
            sample(40, Map.of("normal", 300, "dr", 90, "glaucoma", 50, "cataract", 20), 0.84, 0.12);

    private static Sample sample(int ungradable, Map<String, Integer> classes, double mean, double deviation) {
        int n = classes.values().stream().mapToInt(Integer::intValue).sum();
        double squares = deviation * deviation * (n - 1) + n * mean * mean;
        return new Sample(ungradable, classes, n * mean, squares);
    }

    @Test
    void theFormulasGiveWhatTheyGiveElsewhere() {
        Sample window = sample(30, Map.of("normal", 80, "dr", 60, "glaucoma", 20, "cataract", 10), 0.8, 0.15);

        DriftFigures figures = DriftFigures.of("fundus4", MODEL, REFERENCE, window);

        assertThat(figures.classMix().orElseThrow().value()).isEqualTo(0.157441749583, CLOSE);
        assertThat(figures.classMix().orElseThrow().limit()).isEqualTo(0.266673838941, CLOSE);
        assertThat(figures.confidence().orElseThrow().value()).isEqualTo(-0.04, CLOSE);
        assertThat(figures.confidence().orElseThrow().limit()).isEqualTo(0.059531674359, CLOSE);
        assertThat(figures.ungradable().value()).isEqualTo(0.07, CLOSE);
        assertThat(figures.ungradable().limit()).isEqualTo(0.117391373224, CLOSE);
    }

    @Test
    void theChiSquaredPointIsCloseToTheTableAndNeverBelowIt() {
        Map<Integer, Double> table = Map.of(1, 10.828, 2, 13.816, 3, 16.266, 6, 22.458);

        table.forEach((degrees, point) ->
                assertThat(DriftFigures.chiSquared(degrees)).isBetween(point * 0.999, point * 1.035));
    }

    @Test
    void aClassThatWasNeverThereIsNoDivisionByNothing() {
        Sample window = sample(0, Map.of("normal", 100, "new", 100), 0.8, 0.1);

        DriftFigures figures = DriftFigures.of("fundus4", MODEL, REFERENCE, window);

        assertThat(figures.classMix().orElseThrow().value()).isFinite();
        assertThat(figures.classMix().orElseThrow().beyond()).isTrue();
    }

    @Test
    void whenHardlyAnythingCanBeGradedOnlyThatIsSaid() {
        Sample window = sample(160, Map.of("normal", 40), 0.8, 0.1);

        DriftFigures figures = DriftFigures.of("fundus4", MODEL, REFERENCE, window);

        assertThat(figures.classMix()).isEmpty();
        assertThat(figures.confidence()).isEmpty();
        assertThat(figures.ungradable().beyond()).isTrue();
    }

    @Test
    void nothingUngradableAtAllStillHasALimit() {
        Sample clear = sample(0, Map.of("normal", 200), 0.8, 0.1);

        DriftFigures figures = DriftFigures.of("fundus4", MODEL, clear, clear);

        assertThat(figures.ungradable().value()).isZero();
        assertThat(figures.ungradable().limit()).isPositive();
        assertThat(figures.confidence().orElseThrow().beyond()).isFalse();
        assertThat(figures.classMix().orElseThrow().beyond()).isFalse();
    }
}
