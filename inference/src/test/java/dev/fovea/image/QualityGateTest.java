package dev.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.image.InputSpec.Crop;
import dev.fovea.image.InputSpec.Modality;
import dev.fovea.image.InputSpec.Resize;
import dev.fovea.model.Laterality;
import dev.fovea.model.Quality;
import dev.fovea.model.QualityFault;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class QualityGateTest {
    private static final SketchedEye EYE = SketchedEye.typical();

    private final ImageStage stage = new ImageStage(ImageLimits.DEFAULT);

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aGoodPhotographPassesInEveryFraming() {
        assertThat(fault(EYE.draw(900, 600))).isEmpty();
        assertThat(fault(EYE.draw(600, 600))).isEmpty();
        assertThat(fault(EYE.withZoom(0.6).draw(900, 600))).isEmpty();
        // Cut straight above and below, as many cameras do.
        assertThat(fault(EYE.withZoom(1.2).draw(900, 600))).isEmpty();
    }

    @Test
    void theFieldIsTheShareOfTheRoundThatIsThere() {
        assertThat(quality(EYE.draw(900, 600)).field()).isGreaterThan(0.98);
        assertThat(quality(EYE.withZoom(1.2).draw(900, 600)).field()).isBetween(0.88, 0.94);
        assertThat(quality(EYE.withShift(0.5).draw(900, 600)).field()).isBetween(0.78, 0.90);
    }

    @Test
    void theSizesAreThoseOfThePictureAsSent() {
        assertThat(quality(EYE.draw(900, 600)).width()).isEqualTo(900);
        assertThat(quality(EYE.draw(900, 600)).height()).isEqualTo(600);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.6, 0.85, 0.95})
    void aVeilIsAFindingAndNotABlur(double haze) {
        assertThat(fault(EYE.withHaze(haze).draw(900, 600))).isEmpty();
    }

    @Test
    void sharpnessIsBlindToAVeilAndSeesDefocus() {
        double sharp = quality(EYE.draw(900, 600)).sharpness();

        assertThat(quality(EYE.withHaze(0.6).draw(900, 600)).sharpness()).isGreaterThan(0.9 * sharp);
        assertThat(quality(EYE.withBlur(0.03).draw(900, 600)).sharpness()).isLessThan(0.5 * sharp);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.04, 0.06})
    void aPhotographOutOfFocusIsBlurred(double blur) {
        assertThat(fault(EYE.withBlur(blur).draw(900, 600))).contains(QualityFault.BLURRED);
    }

    @Test
    void tooLittleAndTooMuchLightAreNamed() {
        assertThat(fault(EYE.withLight(0.1).draw(900, 600))).contains(QualityFault.TOO_DARK);
        assertThat(fault(EYE.withLight(6).draw(900, 600))).contains(QualityFault.OVEREXPOSED);
        assertThat(fault(plain(Color.BLACK))).contains(QualityFault.TOO_DARK);
    }

    @Test
    void aFieldHalfOutOfThePictureIsCutOff() {
        assertThat(fault(EYE.withShift(0.85).draw(900, 600))).contains(QualityFault.FIELD_CUT_OFF);
    }

    @Test
    void picturesOfOtherThingsAreNotRetinas() {
        assertThat(fault(plain(Color.WHITE))).contains(QualityFault.NOT_A_RETINA);
        assertThat(fault(plain(new Color(200, 90, 40)))).contains(QualityFault.NOT_A_RETINA);
        assertThat(fault(noise(true))).contains(QualityFault.NOT_A_RETINA);
        assertThat(fault(noise(false))).contains(QualityFault.NOT_A_RETINA);
        assertThat(fault(page(Color.WHITE, Color.BLACK))).contains(QualityFault.NOT_A_RETINA);
        assertThat(fault(page(Color.BLACK, Color.ORANGE))).isPresent();
        assertThat(fault(scan())).contains(QualityFault.NOT_A_RETINA);
        assertThat(fault(grey(EYE.draw(900, 600)))).contains(QualityFault.NOT_A_RETINA);
    }

    @Test
    void theGateForScansTakesScansAndNothingElse() {
        assertThat(fault(scan(), Modality.OCT)).isEmpty();
        assertThat(fault(EYE.draw(900, 600), Modality.OCT)).contains(QualityFault.NOT_A_RETINA);
        assertThat(fault(plain(Color.GRAY), Modality.OCT)).contains(QualityFault.NOT_A_RETINA);
        assertThat(fault(noise(false), Modality.OCT)).contains(QualityFault.NOT_A_RETINA);
        assertThat(fault(page(Color.WHITE, Color.BLACK), Modality.OCT)).contains(QualityFault.NOT_A_RETINA);
        assertThat(fault(plain(Color.BLACK), Modality.OCT)).contains(QualityFault.TOO_DARK);
    }

    @ParameterizedTest
    @EnumSource(Modality.class)
    void theDecisionIsTheFiguresAlone(Modality modality) {
        Quality quality = new Quality(100, 100, 0.3, 0, 0.15, 0.4, 1, Laterality.UNKNOWN);
        double colour = modality == Modality.FUNDUS ? 0.7 : 0;
        Measured good = new Measured(quality, 0.05, colour, 0.3, 0.9, 0);
        Quality dim = new Quality(100, 100, 0.01, 0, 0.15, 0.4, 1, Laterality.UNKNOWN);

        assertThat(QualityGate.judge(good, modality)).isEmpty();
        assertThat(QualityGate.judge(new Measured(dim, 0.05, colour, 0.3, 0.9, 0), modality))
                .contains(QualityFault.TOO_DARK);
    }

    @Test
    void withoutStructureNothingIsCalledBlurred() {
        Quality quality = new Quality(100, 100, 0.4, 0, 0.05, 0.1, 1, Laterality.UNKNOWN);

        assertThat(QualityGate.judge(new Measured(quality, 0.001, 0.7, 0.3, 0.9, 0), Modality.FUNDUS))
                .isEmpty();
        assertThat(QualityGate.judge(new Measured(quality, 0.05, 0.7, 0.3, 0.9, 0), Modality.FUNDUS))
                .contains(QualityFault.BLURRED);
    }

    private Optional<QualityFault> fault(BufferedImage image) {
        return fault(image, Modality.FUNDUS);
    }

    private Optional<QualityFault> fault(BufferedImage image, Modality modality) {
        return switch (prepare(image, modality)) {
            case Preparation.Ready ready -> Optional.empty();
            case Preparation.Rejected rejected -> Optional.of(rejected.fault());
        };
    }

    private Quality quality(BufferedImage image) {
        return switch (prepare(image, Modality.FUNDUS)) {
            case Preparation.Ready ready -> ready.quality();
            case Preparation.Rejected rejected -> rejected.quality().orElseThrow();
        };
    }

    private Preparation prepare(BufferedImage image, Modality modality) {
        Crop crop = modality == Modality.FUNDUS ? Crop.FIELD_OF_VIEW : Crop.NONE;
        List<Double> half = List.of(0.5, 0.5, 0.5);
        InputSpec spec = new InputSpec(224, 224, half, half, crop, Resize.AREA, modality);
        return stage.prepare(Pictures.direct(Pictures.jpeg(image, 0.92f)), spec, FloatBuffer.allocate(spec.size()));
    }

    private static BufferedImage plain(Color colour) {
        BufferedImage image = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(colour);
        g.fillRect(0, 0, 640, 480);
        g.dispose();
        return image;
    }

    private static BufferedImage noise(boolean coloured) {
        Random random = new Random(3);
        BufferedImage image = plain(Color.BLACK);
        for (int y = 0; y < 480; y++) {
            for (int x = 0; x < 640; x++) {
                image.setRGB(x, y, coloured ? random.nextInt(1 << 24) : 0x10101 * random.nextInt(256));
            }
        }
        return image;
    }

    private static BufferedImage page(Color paper, Color ink) {
        BufferedImage image = plain(paper);
        Graphics2D g = image.createGraphics();
        g.setColor(ink);
        g.setFont(new Font(Font.MONOSPACED, Font.PLAIN, 18));
        for (int line = 1; line < 24; line++) {
            for (int word = 0; word < 9; word++) {
                g.fillRect(30 + 66 * word, 20 * line, 20 + (line * 7 + word * 13) % 40, 9);
            }
        }
        g.dispose();
        return image;
    }

    private static BufferedImage grey(BufferedImage image) {
        BufferedImage grey = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        grey.createGraphics().drawImage(image, 0, 0, null);
        return grey;
    }

    /// Bright layers that bend, with the speckle of the method.
    private static BufferedImage scan() {
        Random random = new Random(5);
        BufferedImage image = plain(Color.BLACK);
        double[] speckle = new double[640 * 480];
        for (int i = 0; i < speckle.length; i++) {
            speckle[i] = 0.6 + 0.8 * random.nextDouble();
        }
        for (int y = 0; y < 480; y++) {
            for (int x = 0; x < 640; x++) {
                double depth = y - 180 - 60 * Math.cos((x - 320) / 160.0);
                double layers =
                        depth < 0 ? 18 : depth < 15 ? 120 : depth < 90 ? 80 : depth < 105 ? 210 : depth < 220 ? 70 : 25;
                int value = (int) Math.clamp(layers * speckle[y * 640 + x], 0, 255);
                image.setRGB(x, y, 0x10101 * value);
            }
        }
        return image;
    }
}
