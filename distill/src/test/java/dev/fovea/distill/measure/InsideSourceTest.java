package dev.fovea.distill.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class InsideSourceTest {
    private static Prediction one(String source, int truth, double ill) {
        return new Prediction("p", source, "g", truth, List.of(0.0, ill));
    }

    /// North's ill score above south's healthy, but inside each source the order is wrong.
    private static final Predictions CAMERAS = new Predictions(
            Told.CLASSES,
            "clear",
            List.of(one("north", 1, 5), one("north", 0, 6), one("south", 1, 1), one("south", 0, 2), one("west", 1, 9)));

    @Test
    void theCameraGivesNothingAwayInsideASource() {
        List<InsideSource> all = InsideSource.of(CAMERAS, 1);

        assertThat(all)
                .containsExactly(new InsideSource("north", "ill", 1, 1, 0), new InsideSource("south", "ill", 1, 1, 0));
        assertThat(all.getFirst().name()).isEqualTo("ill in north");
        assertThat(Roc.of(CAMERAS, 1, 1).area()).isPositive();
    }

    @Test
    void aDrawThatLacksOneSideHasNoFigure() {
        InsideSource north = InsideSource.of(CAMERAS, 1).getFirst();

        assertThat(north.areaIn(CAMERAS, 1)).isZero();
        assertThat(north.areaIn(CAMERAS.at(0, 2, 3), 1)).isNaN();
    }
}
