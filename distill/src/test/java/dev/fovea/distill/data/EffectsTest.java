package dev.fovea.distill.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// Each effect on a worked example.
class EffectsTest {
    private static final Offset<Float> NEAR = within(1e-4f);

    @Test
    void aPlainWarpOfTheSameSizeIsTheSamePicture() {
        byte[] bytes = ramp(16);

        float[] planes = Warp.plain(16, 16).apply(bytes);

        assertThat(planes[0]).isCloseTo((bytes[0] & 0xff) / 255f, NEAR);
        assertThat(planes[16 * 16 + 5 * 16 + 3]).isCloseTo((bytes[3 * (5 * 16 + 3) + 1] & 0xff) / 255f, NEAR);
    }

    @Test
    void aFlipSwapsLeftAndRight() {
        float[] plain = Warp.plain(16, 16).apply(ramp(16));
        float[] flipped = new Warp(16, 16, true, 0, 1, 0, 0).apply(ramp(16));

        for (int x = 0; x < 16; x++) {
            assertThat(flipped[3 * 16 + x]).isCloseTo(plain[3 * 16 + 15 - x], NEAR);
        }
    }

    @Test
    void aQuarterTurnIsAnticlockwise() {
        float[] plain = Warp.plain(16, 16).apply(ramp(16));
        float[] turned = new Warp(16, 16, false, Math.PI / 2, 1, 0, 0).apply(ramp(16));

        // What was at the right end of the top row is now at its left end.
        assertThat(turned[0]).isCloseTo(plain[15], NEAR);
        assertThat(turned[15 * 16]).isCloseTo(plain[0], NEAR);
    }

    @Test
    void aShiftMovesThePictureAndLeavesBlack() {
        float[] plain = Warp.plain(16, 16).apply(ramp(16));
        float[] moved = new Warp(16, 16, false, 0, 1, 0.25, 0.5).apply(ramp(16));

        assertThat(moved[8 * 16 + 4]).isCloseTo(plain[0], NEAR);
        assertThat(moved[8 * 16 + 3]).isZero();
        assertThat(moved[7 * 16 + 4]).isZero();
    }

    @Test
    void aZoomCutsTheEdges() {
        float[] plain = Warp.plain(16, 16).apply(ramp(16));
        float[] large = new Warp(16, 16, false, 0, 2, 0, 0).apply(ramp(16));

        // Output centre 1 lies (1 + 0.5 - 8) / 2 + 8 - 0.5 = 4.25 along a ramp that is straight.
        assertThat(large[17]).isCloseTo(0.75f * plain[4 * 16 + 4] + 0.25f * plain[5 * 16 + 5], within(2e-3f));
    }

    @Test
    void brightnessIsAFactorAndBlackStaysBlack() {
        Canvas canvas = flat(8, 0.4f, 0.2f, 0.1f);
        canvas.planes[0] = canvas.planes[64] = canvas.planes[128] = 0;

        new ColourJitter(1.5, 1, 1, 0).apply(canvas);

        assertThat(canvas.planes[1]).isCloseTo(0.6f, NEAR);
        assertThat(canvas.planes[64 + 1]).isCloseTo(0.3f, NEAR);
        assertThat(canvas.planes[0]).isZero();
    }

    /// Half the field at 0.6, half at 0.2: the mean is 0.4, so doubling the contrast gives 0.8 and 0.
    @Test
    void contrastIsAboutTheMeanOfTheField() {
        Canvas canvas = flat(8, 0.6f, 0.6f, 0.6f);
        for (int i = 0; i < 192; i++) {
            canvas.planes[i] = i % 2 == 0 ? 0.6f : 0.2f;
        }

        new ColourJitter(1, 2, 1, 0).apply(canvas);

        assertThat(canvas.planes[0]).isCloseTo(0.8f, NEAR);
        assertThat(canvas.planes[1]).isCloseTo(0, NEAR);
    }

    @Test
    void withoutSaturationOnlyGreyIsLeft() {
        Canvas canvas = flat(8, 0.5f, 0.3f, 0.1f);

        new ColourJitter(1, 1, 0, 0).apply(canvas);

        float grey = 0.299f * 0.5f + 0.587f * 0.3f + 0.114f * 0.1f;
        assertThat(new float[] {canvas.planes[0], canvas.planes[64], canvas.planes[128]})
                .containsExactly(new float[] {grey, grey, grey}, NEAR);
    }

    @Test
    void halfATurnOfHueIsTheOppositeColourAndGreyHasNoHue() {
        Canvas grey = flat(8, 0.4f, 0.4f, 0.4f);
        Canvas reddish = flat(8, 0.5f, 0.4f, 0.4f);

        new ColourJitter(1, 1, 1, 0.5).apply(grey);
        new ColourJitter(1, 1, 1, 0.5).apply(reddish);

        assertThat(grey.planes[0]).isCloseTo(0.4f, within(1e-3f));
        assertThat(reddish.planes[0]).isLessThan(reddish.planes[64]);
        assertThat(reddish.planes[64]).isCloseTo(reddish.planes[128], within(1e-3f));
    }

    @Test
    void gammaIsAPower() {
        Canvas canvas = flat(8, 0.25f, 1, 0);

        ColourJitter.gamma(canvas, 0.5);

        assertThat(canvas.planes[0]).isCloseTo(0.5f, NEAR);
        assertThat(canvas.planes[64]).isCloseTo(1, NEAR);
        assertThat(canvas.planes[128]).isZero();
    }

    @Test
    void lightFallsOffStraightAcross() {
        Canvas canvas = flat(8, 0.5f, 0.5f, 0.5f);

        Light.gradient(canvas, 0.4, 0);

        // Pixel centres 0 and 7 lie 3.5 of 4 half sides from the middle.
        assertThat(canvas.planes[0]).isCloseTo(0.5f * (1 - 0.4f * 3.5f / 4), NEAR);
        assertThat(canvas.planes[7]).isCloseTo(0.5f * (1 + 0.4f * 3.5f / 4), NEAR);
    }

    @Test
    void aVignetteDarkensWithTheSquareOfTheDistance() {
        Canvas canvas = flat(9, 0.5f, 0.5f, 0.5f);

        Light.vignette(canvas, 0.5);

        assertThat(canvas.planes[4 * 9 + 4]).isCloseTo(0.5f, NEAR);
        assertThat(canvas.planes[4 * 9 + 8]).isCloseTo(0.5f * (1 - 0.5f * 64 / 81), NEAR);
    }

    @Test
    void aBlurKeepsTheLightAndSpreadsAPointAsAGaussian() {
        Canvas canvas = flat(31, 0, 0, 0);
        canvas.planes[15 * 31 + 15] = 1;

        Sharpness.blur(canvas, 2);

        double sum = 0;
        for (int i = 0; i < 31 * 31; i++) {
            sum += canvas.planes[i];
        }
        assertThat(sum).isCloseTo(1, within(1e-4));
        assertThat(canvas.planes[15 * 31 + 17] / canvas.planes[15 * 31 + 15])
                .isCloseTo((float) Math.exp(-0.5), within(1e-3f));
        assertThat(canvas.planes[17 * 31 + 15]).isCloseTo(canvas.planes[15 * 31 + 17], NEAR);
    }

    @Test
    void lowerResolutionTakesFineDetailAndKeepsFlatAreas() {
        Canvas stripes = flat(32, 0.5f, 0.5f, 0.5f);
        for (int i = 0; i < 32 * 32; i++) {
            stripes.planes[i] = i % 2;
        }

        Sharpness.lower(stripes, 0.25);

        assertThat(stripes.planes[16 * 32 + 16]).isCloseTo(0.5f, within(0.02f));
        assertThat(stripes.planes[32 * 32]).isCloseTo(0.5f, NEAR);
    }

    @Test
    void grainHasTheDeviationAskedForAndNoMean() {
        Canvas canvas = flat(100, 0.5f, 0.5f, 0.5f);

        Grain.add(canvas, 0.05, new Draws(1));

        double squares = 0;
        for (float value : canvas.planes) {
            squares += (value - 0.5) * (value - 0.5);
        }
        assertThat(canvas.mean()).isCloseTo(0.5f, within(1e-3f));
        assertThat(Math.sqrt(squares / canvas.planes.length)).isCloseTo(0.05, within(1e-3));
    }

    @Test
    void hazeLaysAVeilOnTheFieldAndLeavesTheBlackAround() {
        Canvas canvas = flat(64, 0.4f, 0.2f, 0.1f);
        for (int i = 0; i < 10; i++) {
            canvas.planes[i] = canvas.planes[64 * 64 + i] = canvas.planes[2 * 64 * 64 + i] = 0;
        }

        double severity = LensHaze.apply(canvas, 0.5, new Draws(1));

        int middle = 32 * 64 + 32;
        assertThat(severity).isEqualTo(0.5);
        // 0.6 of the picture and 0.4 of a veil of 1.35 times the field's mean of 0.2333, tinted.
        assertThat(canvas.planes[middle]).isCloseTo(0.6f * 0.4f + 0.4f * 0.3150f * 165 / 137.7f, within(0.004f));
        assertThat(canvas.planes[2 * 64 * 64 + middle])
                .isCloseTo(0.6f * 0.1f + 0.4f * 0.3150f * 98 / 137.7f, within(0.004f));
        assertThat(canvas.planes[0]).isLessThan(0.05f);
    }

    @Test
    void moreSevereHazeLeavesLessContrast() {
        Canvas slight = checks();
        Canvas dense = checks();

        LensHaze.apply(slight, 0.2, new Draws(1));
        LensHaze.apply(dense, 0.9, new Draws(1));

        assertThat(contrast(dense)).isLessThan(0.5f * contrast(slight));
        assertThat(contrast(slight)).isLessThan(contrast(checks()));
    }

    @Test
    void erasingReplacesItsShareByTheMean() {
        Canvas canvas = checks();
        float[] before = canvas.planes.clone();

        Erasing.apply(canvas, 0.1, new Draws(4));

        int changed = 0;
        for (int i = 0; i < canvas.plane(); i++) {
            changed += canvas.planes[i] == before[i] ? 0 : 1;
        }
        assertThat(changed / (double) canvas.plane()).isCloseTo(0.1, within(0.02));
    }

    @Test
    void aJpegTripOfHighQualityIsNearAndOfLowQualityFar() {
        Canvas fine = checks();
        Canvas coarse = checks();

        JpegTrip.apply(fine, 95);
        JpegTrip.apply(coarse, 5);

        assertThat(distance(fine, checks())).isLessThan(0.02);
        assertThat(distance(coarse, checks())).isGreaterThan(2 * distance(fine, checks()));
    }

    @Test
    void aJpegTripKeepsTheOrderOfTheColours() {
        Canvas canvas = flat(16, 0.8f, 0.4f, 0.1f);

        JpegTrip.apply(canvas, 90);

        assertThat(canvas.planes[0]).isCloseTo(0.8f, within(0.02f));
        assertThat(canvas.planes[2 * 256]).isCloseTo(0.1f, within(0.02f));
    }

    @Test
    void localColourTakesAwayTheLightOfTheCamera() {
        Canvas dim = checks();
        Canvas bright = checks();
        for (int i = 0; i < bright.planes.length; i++) {
            bright.planes[i] += 0.2f;
        }

        LocalColour.apply(dim.planes, dim.side, 0.2);
        LocalColour.apply(bright.planes, bright.side, 0.2);

        assertThat(distance(dim, bright)).isLessThan(0.01);
        assertThat(dim.mean()).isCloseTo(0.5f, within(0.02f));
    }

    static Canvas flat(int side, float red, float green, float blue) {
        float[] planes = new float[3 * side * side];
        Arrays.fill(planes, 0, side * side, red);
        Arrays.fill(planes, side * side, 2 * side * side, green);
        Arrays.fill(planes, 2 * side * side, planes.length, blue);
        return new Canvas(side, planes);
    }

    /// Fields of 8 pixels, 0.3 and 0.5.
    private static Canvas checks() {
        Canvas canvas = flat(64, 0, 0, 0);
        for (int i = 0; i < canvas.planes.length; i++) {
            int at = i % (64 * 64);
            canvas.planes[i] = (at % 64 / 8 + at / 64 / 8) % 2 == 0 ? 0.3f : 0.5f;
        }
        return canvas;
    }

    private static float contrast(Canvas canvas) {
        return Math.abs(canvas.planes[28 * 64 + 28] - canvas.planes[28 * 64 + 36]);
    }

    private static double distance(Canvas one, Canvas other) {
        double sum = 0;
        for (int i = 0; i < one.planes.length; i++) {
            sum += Math.abs(one.planes[i] - other.planes[i]);
        }
        return sum / one.planes.length;
    }

    /// Red grows to the right, green downward, blue with both.
    private static byte[] ramp(int side) {
        byte[] bytes = new byte[3 * side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int at = 3 * (y * side + x);
                bytes[at] = (byte) (8 * x + 4 * y + 20);
                bytes[at + 1] = (byte) (10 * y + 20);
                bytes[at + 2] = (byte) (5 * x + 5 * y + 20);
            }
        }
        return bytes;
    }

    @Test
    void aFieldIsDrawnOutToACircleAndPerhapsCut() {
        Canvas canvas = flat(64, 0.5f, 0.5f, 0.5f);

        new Field(1, 0.75, true).cut(canvas);

        assertThat(canvas.planes[32 * 64 + 32]).isEqualTo(0.5f);
        assertThat(canvas.planes[0]).isZero();
        assertThat(canvas.planes[4 * 64 + 32]).isZero();
        assertThat(canvas.planes[12 * 64 + 32]).isEqualTo(0.5f);
        for (int seed = 0; seed < 50; seed++) {
            assertThat(Field.drawn(0.26, new Draws(seed)).zoom()).isBetween(1.0, 1 / 0.74);
        }
    }

    @Test
    void aToneMovedAllTheWayIsTheOthers() {
        Canvas mine = flat(16, 0.5f, 0.5f, 0.5f);
        mine.planes[0] = 0.7f;
        Canvas theirs = flat(16, 0.3f, 0.3f, 0.3f);
        theirs.planes[0] = 0.4f;
        theirs.planes[3 * 256 - 1] = 0.2f;

        Tone.of(mine).towards(Tone.of(theirs), 1).apply(mine);

        assertThat(Tone.of(mine).mean()[0]).isCloseTo(Tone.of(theirs).mean()[0], within(1e-3));
        assertThat(Tone.of(mine).deviation()[0]).isCloseTo(Tone.of(theirs).deviation()[0], within(1e-3));
    }

    @Test
    void aToneLeavesTheBlackAlone() {
        Canvas dark = flat(16, 0, 0, 0);

        Tone.of(dark).towards(Tone.of(flat(16, 0.6f, 0.6f, 0.6f)), 1).apply(dark);

        assertThat(dark.planes).containsOnly(0);
    }

    @Test
    void glareIsBrightestAtTheEdgeAndNowhereInTheBlack() {
        Canvas canvas = flat(64, 0.4f, 0.4f, 0.4f);

        Light.glare(canvas, 0.5, new Draws(3));

        float most = 0;
        for (float value : canvas.planes) {
            assertThat(value).isBetween(0.4f, 1f);
            most = Math.max(most, value);
        }
        assertThat(most).isGreaterThan(0.6f);
        assertThat(canvas.planes[32 * 64 + 32]).isEqualTo(0.4f, NEAR);
        Canvas black = flat(64, 0, 0, 0);
        Light.glare(black, 0.5, new Draws(3));
        assertThat(black.planes).containsOnly(0);
    }

    @Test
    void channelsChangeEachByItself() {
        Canvas canvas = flat(8, 0.5f, 0.5f, 0.5f);

        ColourJitter.channels(canvas, 1.2, 1, 0.5);

        assertThat(canvas.planes[0]).isCloseTo(0.6f, NEAR);
        assertThat(canvas.planes[64]).isCloseTo(0.5f, NEAR);
        assertThat(canvas.planes[128]).isCloseTo(0.25f, NEAR);
    }
}
