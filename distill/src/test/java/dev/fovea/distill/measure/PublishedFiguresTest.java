package dev.fovea.distill.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Figures that others published with their confusion matrices. The four-class photographs: Yilmaz and
/// Aiyengar, arXiv 2506.18220 and its repository at 8a8ad511. The scans: KD-OCT, arXiv 2512.09069 and its
/// repository at 2d40d924, of which we have the matrices pooled over five folds and each fold's accuracy.
class PublishedFiguresTest {
    private static final int NORMAL = 3;

    private final Confusion photographs = Confusion.of(
            List.of("cataract", "dr", "glaucoma", "normal"),
            new long[][] {{89, 0, 14, 1}, {0, 153, 0, 14}, {5, 0, 90, 36}, {0, 4, 3, 264}});

    private final Confusion student = Confusion.of(
            List.of("normal", "drusen", "cnv"), new long[][] {{5388, 276, 3}, {388, 3252, 102}, {17, 172, 3051}});

    private final Confusion teacher = Confusion.of(
            List.of("normal", "drusen", "cnv"), new long[][] {{5172, 492, 3}, {265, 3418, 59}, {7, 115, 3118}});

    @Test
    void theStudentOfPhotographsIsRightIn596Of673() {
        assertThat(photographs.total()).isEqualTo(673);
        assertThat(photographs.accuracy()).isEqualTo(596.0 / 673);
        assertThat(100 * photographs.accuracy()).isCloseTo(88.56, within(0.005));
        assertThat(photographs.macroF1()).isCloseTo(0.875, within(0.0005));
    }

    @Test
    void itsTableOfPrecisionRecallAndF1ComesOutAsPrinted() {
        assertTable(
                photographs, 0.005, new double[][] {{.95, .86, .90}, {.97, .92, .94}, {.84, .69, .76}, {.84, .97, .90}
                });
    }

    @Test
    void itFindsDiseaseIn351Of402AndSpares264Of271() {
        assertThat(photographs.sensitivityToAny(NORMAL)).isEqualTo(351.0 / 402);
        assertThat(100 * photographs.sensitivityToAny(NORMAL)).isCloseTo(87.3, within(0.05));
        assertThat(100 * photographs.recall(NORMAL)).isCloseTo(97.4, within(0.05));
    }

    @Test
    void theStudentOfScansComesOutAsPrintedFromThePooledFolds() {
        assertThat(student.total()).isEqualTo(12_649);
        assertTable(student, 0.0005, new double[][] {{.930, .951, .940}, {.879, .869, .874}, {.967, .942, .954}});
    }

    @Test
    void theTeacherOfScansFindsMoreOfTheClassThatMatters() {
        assertThat(teacher.recall(0)).isCloseTo(.913, within(0.0005));
        assertThat(teacher.recall(1)).isCloseTo(.913, within(0.0005));
        assertThat(teacher.recall(2)).isCloseTo(.962, within(0.0005));
    }

    /// The folds are printed to a hundredth, so their spread is known to half a hundredth, and it is printed to a
    /// hundredth too.
    @Test
    void theSpreadOverFoldsIsThePopulations() {
        Spread studentFolds = Spread.of(91.78, 93.12, 94.84, 91.18, 91.40);
        Spread teacherFolds = Spread.of(94.41, 93.82, 89.52, 95.06, 90.04);

        assertThat(studentFolds.mean()).isCloseTo(92.46, within(0.005));
        assertThat(studentFolds.population()).isCloseTo(1.36, within(0.01));
        assertThat(teacherFolds.mean()).isCloseTo(92.57, within(0.005));
        assertThat(teacherFolds.population()).isCloseTo(2.32, within(0.01));
    }

    /// The published mean over folds and the pooled figure weigh the folds differently, so they agree only nearly.
    @Test
    void pooledSensitivityAndSpecificityLieByThePublishedMeansOverFolds() {
        assertThat(100 * student.accuracy()).isCloseTo(92.46, within(0.15));
        assertThat(100 * student.balancedAccuracy()).isCloseTo(92.15, within(0.15));
        assertThat(100 * student.macroSpecificity()).isCloseTo(96.04, within(0.15));
        assertThat(100 * teacher.balancedAccuracy()).isCloseTo(92.90, within(0.15));
        assertThat(100 * teacher.macroSpecificity()).isCloseTo(96.22, within(0.15));
    }

    private static void assertTable(Confusion confusion, double printed, double[][] rows) {
        for (int i = 0; i < rows.length; i++) {
            String name = confusion.classes().get(i);
            assertThat(confusion.precision(i)).as("precision " + name).isCloseTo(rows[i][0], within(printed));
            assertThat(confusion.recall(i)).as("recall " + name).isCloseTo(rows[i][1], within(printed));
            assertThat(confusion.f1(i)).as("F1 " + name).isCloseTo(rows[i][2], within(printed));
        }
    }
}
