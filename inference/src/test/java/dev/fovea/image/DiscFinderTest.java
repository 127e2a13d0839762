package dev.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.drawing.DrawnEye;
import dev.fovea.model.Laterality;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Where the optic disc lies, in drawn eyes. What it is worth on photographs stands in its comment.
class DiscFinderTest {
    private static final int SIDE = QualityMeter.SIDE;
    private static final int EYES = 12;

    private final DiscFinder finder = new DiscFinder();

    @Test
    void aDrawnEyeIsTheOneItWasDrawnAsOrNone() {
        List<Laterality> named = new ArrayList<>();
        for (int seed = 0; seed < EYES; seed++) {
            for (Laterality eye : List.of(Laterality.RIGHT, Laterality.LEFT)) {
                Laterality found = finder.eye(planes(DrawnEye.healthy(eye, seed).picture(SIDE, SIDE), false));
                assertThat(found).as(eye + " " + seed).isIn(eye, Laterality.UNKNOWN);
                named.add(found);
            }
        }

        assertThat(named)
                .filteredOn(eye -> eye != Laterality.UNKNOWN)
                .hasSizeGreaterThan(EYES)
                .contains(Laterality.RIGHT, Laterality.LEFT);
    }

    @Test
    void aMirroredPictureIsTheOtherEye() {
        for (int seed = 0; seed < EYES; seed++) {
            BufferedImage picture = DrawnEye.healthy(Laterality.RIGHT, seed).picture(SIDE, SIDE);

            assertThat(finder.eye(planes(picture, true))).isIn(Laterality.LEFT, Laterality.UNKNOWN);
        }
    }

    @Test
    void withoutAnythingThatStandsOutNothingIsSaid() {
        float[] even = new float[3 * SIDE * SIDE];
        Arrays.fill(even, 120);

        assertThat(finder.eye(even)).isEqualTo(Laterality.UNKNOWN);
        assertThat(finder.eye(new float[3 * SIDE * SIDE])).isEqualTo(Laterality.UNKNOWN);
    }

    @Test
    void twoBrightPlacesAreNoDisc() {
        float[] planes = new float[3 * SIDE * SIDE];
        Arrays.fill(planes, 90);
        paint(planes, 50, 112);
        assertThat(finder.eye(planes)).isEqualTo(Laterality.LEFT);

        paint(planes, 174, 112);

        assertThat(finder.eye(planes)).isEqualTo(Laterality.UNKNOWN);
    }

    private static void paint(float[] planes, int x, int y) {
        for (int i = 0; i < planes.length; i++) {
            int place = i % (SIDE * SIDE);
            if (Math.hypot(place % SIDE - x, place / SIDE - y) < 14) {
                planes[i] = 220;
            }
        }
    }

    private static float[] planes(BufferedImage picture, boolean mirrored) {
        float[] planes = new float[3 * SIDE * SIDE];
        for (int i = 0; i < SIDE * SIDE; i++) {
            int x = mirrored ? SIDE - 1 - i % SIDE : i % SIDE;
            int rgb = picture.getRGB(x, i / SIDE);
            planes[i] = rgb >> 16 & 0xff;
            planes[i + SIDE * SIDE] = rgb >> 8 & 0xff;
            planes[i + 2 * SIDE * SIDE] = rgb & 0xff;
        }
        return planes;
    }
}
