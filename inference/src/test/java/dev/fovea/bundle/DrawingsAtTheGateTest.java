package dev.fovea.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.drawing.Drawing;
import dev.fovea.drawing.DrawnEye;
import dev.fovea.drawing.DrawnEyes;
import dev.fovea.drawing.DrawnScan;
import dev.fovea.drawing.Lesions;
import dev.fovea.drawing.Shot;
import dev.fovea.image.ImageLimits;
import dev.fovea.image.ImageStage;
import dev.fovea.image.InputSpec;
import dev.fovea.image.Preparation;
import dev.fovea.model.Laterality;
import dev.fovea.model.QualityFault;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// Drawings are only of use if the real image stage takes them for what they show.
class DrawingsAtTheGateTest {
    private static final int SEEDS = 3;

    private final InputSpec fundus = Bundle.embedded("fundus4").manifest().input();
    private final InputSpec oct = Bundle.embedded("oct3").manifest().input();
    private final ImageStage stage = new ImageStage(ImageLimits.DEFAULT);

    @AfterEach
    void close() {
        stage.close();
    }

    @ParameterizedTest
    @EnumSource(value = Laterality.class, names = "UNKNOWN", mode = Mode.EXCLUDE)
    void goodShotsPassWhateverTheEyeHas(Laterality laterality) {
        for (int seed = 0; seed < SEEDS; seed++) {
            DrawnEye eye = DrawnEye.healthy(laterality, seed);

            assertThat(fault(eye)).isEmpty();
            assertThat(fault(eye.withCup(0.9))).isEmpty();
            assertThat(fault(eye.withLesions(new Lesions(120, 45, 300)))).isEmpty();
            assertThat(fault(eye.withHaze(0.5))).isEmpty();
            assertThat(fault(eye.withHaze(1))).isEmpty();
        }
    }

    @Test
    void eachBadShotIsRefusedForItsReason() {
        for (int seed = 0; seed < SEEDS; seed++) {
            DrawnEye eye = DrawnEye.healthy(Laterality.RIGHT, seed);

            assertThat(fault(eye.withShot(Shot.DARK))).contains(QualityFault.TOO_DARK);
            assertThat(fault(eye.withShot(Shot.OVEREXPOSED))).contains(QualityFault.OVEREXPOSED);
            assertThat(fault(eye.withShot(Shot.BLURRED))).contains(QualityFault.BLURRED);
            assertThat(fault(eye.withShot(Shot.CUT_OFF))).contains(QualityFault.FIELD_CUT_OFF);
        }
    }

    @Test
    void scansPassAsScansAndNotAsFundusPictures() {
        for (int seed = 0; seed < SEEDS; seed++) {
            DrawnScan scan = DrawnScan.healthy(Laterality.LEFT, seed);

            assertThat(fault(scan)).isEmpty();
            assertThat(fault(scan.withDrusen(15))).isEmpty();
            assertThat(fault(scan.withFluid(1))).isEmpty();
            assertThat(fault(scan.jpeg(480, 180), fundus)).contains(QualityFault.NOT_A_RETINA);
        }
    }

    @Test
    void theDemonstrationHasExactlyOneEyeToTakeAgain() {
        assertThat(DrawnEyes.demonstration())
                .filteredOn(sitter -> fault(sitter.drawing()).isPresent())
                .singleElement()
                .satisfies(sitter -> assertThat(sitter.shows()).contains("dark"));
    }

    private Optional<QualityFault> fault(Drawing drawing) {
        return switch (drawing) {
            case DrawnEye eye -> fault(eye.jpeg(480, 360), fundus);
            case DrawnScan scan -> fault(scan.jpeg(480, 180), oct);
        };
    }

    private Optional<QualityFault> fault(byte[] file, InputSpec spec) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(file.length).put(file).flip();
        FloatBuffer tensor = ByteBuffer.allocateDirect(Float.BYTES * spec.size())
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        return switch (stage.prepare(bytes, spec, tensor)) {
            case Preparation.Ready _ -> Optional.empty();
            case Preparation.Rejected rejected -> Optional.of(rejected.fault());
        };
    }
}
