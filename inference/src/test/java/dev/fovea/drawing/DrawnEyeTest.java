package dev.fovea.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fovea.model.Laterality;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class DrawnEyeTest {
    private static final int WIDTH = 400;
    private static final int HEIGHT = 300;
    private static final DrawnEye EYE = DrawnEye.healthy(Laterality.RIGHT, 42);

    @Test
    void theSameRecordGivesTheSameBytes() {
        byte[] first = EYE.jpeg(WIDTH, HEIGHT);

        assertThat(EYE.jpeg(WIDTH, HEIGHT)).isEqualTo(first);
        assertThat(DrawnEye.healthy(Laterality.RIGHT, 43).jpeg(WIDTH, HEIGHT)).isNotEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource(value = Laterality.class, names = "UNKNOWN", mode = Mode.EXCLUDE)
    void theDiscIsTheBrightestPlaceAndLiesOnTheNasalSide(Laterality laterality) {
        for (int seed = 0; seed < 8; seed++) {
            Luma luma = luma(DrawnEye.healthy(laterality, seed));

            double brightest = 0;
            double where = 0;
            for (double v = -0.6; v <= 0.6; v += 0.1) {
                for (double u = -0.75; u <= 0.75; u += 0.05) {
                    double patch = luma.around(u, v, 0.07);
                    if (patch > brightest) {
                        brightest = patch;
                        where = u;
                    }
                }
            }

            assertThat(Math.signum(where)).isEqualTo(laterality == Laterality.RIGHT ? 1 : -1);
            assertThat(where)
                    .isCloseTo(DrawnEye.healthy(laterality, seed).anatomy().discX(), within(0.12));
        }
    }

    @Test
    void theMaculaIsDarkerThanWhatIsAroundIt() {
        Anatomy anatomy = EYE.anatomy();
        Luma luma = luma(EYE);

        double macula = luma.around(anatomy.maculaX(), anatomy.maculaY(), 0.05);

        assertThat(macula).isLessThan(0.85 * luma.around(anatomy.maculaX() - 0.35, anatomy.maculaY(), 0.05));
    }

    @Test
    void aLargerCupMakesTheDiscBrighter() {
        Anatomy anatomy = EYE.anatomy();

        double small = luma(EYE).around(anatomy.discX(), anatomy.discY(), 0.11);
        double large = luma(EYE.withCup(0.85)).around(anatomy.discX(), anatomy.discY(), 0.11);

        assertThat(large).isGreaterThan(small + 15);
    }

    @Test
    void lesionsChangeTheRetinaAndNothingElse() {
        BufferedImage without = EYE.picture(WIDTH, HEIGHT);
        BufferedImage with = EYE.withLesions(new Lesions(30, 10, 40)).picture(WIDTH, HEIGHT);

        int changed = 0;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                changed += without.getRGB(x, y) == with.getRGB(x, y) ? 0 : 1;
            }
        }

        assertThat(changed).isBetween(WIDTH * HEIGHT / 1000, WIDTH * HEIGHT / 20);
    }

    @Test
    void hazeHidesTheDetailStepByStep() {
        double clear = luma(EYE).detail();
        double some = luma(EYE.withHaze(0.4)).detail();
        double much = luma(EYE.withHaze(0.9)).detail();

        assertThat(some).isLessThan(0.7 * clear);
        assertThat(much).isLessThan(0.9 * some);
    }

    @Test
    void theFieldIsRoundOnBlack() {
        Luma luma = luma(EYE);

        assertThat(luma.at(2, 2)).isLessThan(10);
        assertThat(luma.at(WIDTH - 3, HEIGHT - 3)).isLessThan(10);
        assertThat(luma.at(10, HEIGHT / 2)).isLessThan(10);
        assertThat(luma.at(WIDTH / 2, 20)).isGreaterThan(40);
    }

    @Test
    void aDarkShotIsDarkAndAnOverexposedOneIsBurnt() {
        assertThat(luma(EYE.withShot(Shot.DARK)).around(0, 0, 0.9)).isLessThan(30);
        assertThat(luma(EYE.withShot(Shot.OVEREXPOSED)).around(0, 0, 0.9)).isGreaterThan(190);
    }

    @Test
    void twoEyesOfOneSeedShareTheirPigment() {
        DrawnEye left = DrawnEye.healthy(Laterality.LEFT, 42);

        assertThat(luma(left).around(0, 0, 0.9)).isCloseTo(luma(EYE).around(0, 0, 0.9), within(4.0));
        assertThat(left.anatomy().discX()).isNotEqualTo(-EYE.anatomy().discX());
    }

    @Test
    void filesDecodeToTheSizeAskedFor() throws IOException {
        BufferedImage jpeg = ImageIO.read(new ByteArrayInputStream(EYE.jpeg(WIDTH, HEIGHT)));
        BufferedImage png = ImageIO.read(new ByteArrayInputStream(EYE.png(WIDTH, HEIGHT)));

        assertThat(jpeg.getWidth()).isEqualTo(WIDTH);
        assertThat(jpeg.getHeight()).isEqualTo(HEIGHT);
        assertThat(png.getRGB(200, 150)).isEqualTo(EYE.picture(WIDTH, HEIGHT).getRGB(200, 150));
    }

    @Test
    void theDemonstrationShowsPairsOfEyesAndOneThatCannotBeGraded() {
        var demonstration = DrawnEyes.demonstration();

        Set<String> patients =
                demonstration.stream().map(DrawnEyes.Sitter::patient).collect(Collectors.toSet());

        assertThat(demonstration).hasSize(2 * patients.size());
        assertThat(demonstration.stream().map(DrawnEyes.Sitter::drawing))
                .filteredOn(drawing -> drawing instanceof DrawnEye eye && eye.shot() != Shot.GOOD)
                .hasSize(1);
        assertThat(patients).allMatch(patient -> patient.startsWith("DRAWN"));
    }

    @Test
    void whatCannotBeDrawnIsRefusedByName() {
        assertThatIllegalArgumentException().isThrownBy(() -> EYE.withCup(1)).withMessageContaining("cupRatio");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EYE.withHaze(-0.1))
                .withMessageContaining("haze");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Lesions(-1, 0, 0))
                .withMessageContaining("dots");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DrawnEye.healthy(Laterality.UNKNOWN, 1))
                .withMessageContaining("laterality");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EYE.picture(10_000, 10_000))
                .withMessageContaining("10000x10000");
    }

    private static Luma luma(DrawnEye eye) {
        return new Luma(eye.picture(WIDTH, HEIGHT));
    }

    private static Offset<Double> within(double offset) {
        return Offset.offset(offset);
    }
}
