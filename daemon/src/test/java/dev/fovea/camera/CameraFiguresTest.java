package dev.fovea.camera;

import static dev.fovea.camera.Told.graded;
import static dev.fovea.camera.Told.ungradable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class CameraFiguresTest {
    private static final List<String> CLASSES = List.of("ill", "well");

    private final List<Reading> readings = List.of(
            graded("ill", 0.9),
            graded("ill", 0.6),
            graded("ill", 0.4),
            ungradable("ill"),
            graded("well", 0.1),
            graded("well", 0.2),
            graded("well", 0.4),
            graded("well", 0.7),
            ungradable("well"),
            ungradable("well"));

    @Test
    void aFindingIsCalledFromItsOperatingPointOn() {
        ClassFigures ill = CameraFigures.of(CLASSES, readings, 3).getFirst();

        assertThat(ill.sensitivity()).isEqualTo(new Share(2, 3));
        assertThat(ill.specificity()).isEqualTo(new Share(3, 4));
    }

    @Test
    void whatIsNoFindingIsCalledByTheAnswerNoSign() {
        ClassFigures well = CameraFigures.of(CLASSES, readings, 3).getLast();

        // One of them is uncertain, which is not "no sign"; nor is the ill one that was missed called well.
        assertThat(well.sensitivity()).isEqualTo(new Share(2, 4));
        assertThat(well.specificity()).isEqualTo(new Share(3, 3));
    }

    @Test
    void uncertainAnswersAreCountedAndCallNeither() {
        List<ClassFigures> figures = CameraFigures.of(CLASSES, readings, 3);

        assertThat(figures).extracting(ClassFigures::uncertain).containsExactly(1, 1);
    }

    @Test
    void ungradablePicturesAreCountedAndLeftOut() {
        List<ClassFigures> figures = CameraFigures.of(CLASSES, readings, 3);

        assertThat(figures).extracting(ClassFigures::pictures).containsExactly(3, 4);
        assertThat(figures).extracting(ClassFigures::ungradable).containsExactly(1, 2);
    }

    @Test
    void ofAllPairsThoseInTheRightOrderMakeTheAreaAndTiesCountHalf() {
        // 0.9 beats 4, 0.6 beats 3, 0.4 beats 2 and ties with 1: 9.5 of 12.
        assertThat(CameraFigures.of(CLASSES, readings, 3).getFirst().auroc()).isEqualTo(9.5 / 12);
        assertThat(CameraFigures.auroc(new double[] {1, 2}, new double[] {0, 0.5}))
                .isEqualTo(1);
        assertThat(CameraFigures.auroc(new double[] {0}, new double[] {1})).isZero();
    }

    @Test
    void aClassWithTooFewGradablePicturesIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CameraFigures.of(CLASSES, readings, 4))
                .withMessage("class ill must have at least 4 pictures that can be graded (validation.images-min),"
                        + " has 3, and 1 ungradable");
    }
}
