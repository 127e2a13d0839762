package dev.fovea.distill.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AugmentationTest {
    private static final int FROM = 72;
    private static final int SIDE = 64;

    private final byte[] own = disc(1);
    private final byte[] donor = disc(2);

    @ParameterizedTest
    @EnumSource(Effect.class)
    void everyEffectChangesThePictureWithinRangeAndTheSameWayForASeed(Effect effect) {
        Augmentation alone = new Augmentation(strong(effect), FROM, SIDE);
        float[] plain = new Augmentation(Augmentations.NONE, FROM, SIDE)
                .apply(own, () -> donor, 1)
                .planes();

        float[] one = alone.apply(own, () -> donor, 1).planes();
        float[] again = alone.apply(own, () -> donor, 1).planes();
        float[] other = alone.apply(own, () -> donor, 2).planes();

        assertThat(again).isEqualTo(one);
        assertThat(one).isNotEqualTo(plain);
        if (effect != Effect.FLIP) {
            assertThat(other).isNotEqualTo(one);
        }
        for (float value : one) {
            assertThat(value).isBetween(0f, 1f);
        }
    }

    @ParameterizedTest
    @EnumSource(Effect.class)
    void anEffectOfProbabilityZeroNeverHappens(Effect effect) {
        Augmentations never = Augmentations.NONE.with(effect, 0, effect.strengthMax());
        float[] plain = new Augmentation(Augmentations.NONE, FROM, SIDE)
                .apply(own, () -> donor, 1)
                .planes();

        float[] made =
                new Augmentation(never, FROM, SIDE).apply(own, () -> donor, 1).planes();

        assertThat(made).isEqualTo(plain);
    }

    @Test
    void thePictureThatComesInIsNotChanged() {
        new Augmentation(Augmentations.FUNDUS, FROM, SIDE).apply(own, () -> donor, 1);

        assertThat(own).isEqualTo(disc(1));
    }

    @Test
    void effectsHappenAsOftenAsAsked() {
        Augmentation sometimes = new Augmentation(Augmentations.NONE.with(Effect.HAZE, 0.25, 1), FROM, SIDE);

        int happened = 0;
        for (int seed = 0; seed < 400; seed++) {
            happened += sometimes.apply(own, () -> donor, seed).haze() > 0 ? 1 : 0;
        }

        assertThat(happened / 400.0).isCloseTo(0.25, within(0.06));
    }

    @Test
    void takingOneEffectAwayLeavesTheOthersAsTheyWere() {
        Augmentations both = strong(Effect.ROTATION).with(Effect.NOISE, 1, 0.1);
        Augmentation turned = new Augmentation(strong(Effect.ROTATION), FROM, SIDE);
        Augmentation without = new Augmentation(both.without(Effect.NOISE), FROM, SIDE);

        assertThat(without.apply(own, () -> donor, 5).planes())
                .isEqualTo(turned.apply(own, () -> donor, 5).planes());
    }

    @Test
    void theDonorIsAskedForOnlyWhenItIsUsed() {
        Augmentation none =
                new Augmentation(Augmentations.FUNDUS.without(Effect.AMPLITUDE).without(Effect.TONE), FROM, SIDE);

        assertThat(none.apply(own, () -> fail("asked"), 3).planes()).hasSize(3 * SIDE * SIDE);
    }

    @Test
    void theSeverityOfTheHazeIsKnown() {
        View view =
                new Augmentation(Augmentations.NONE.with(Effect.HAZE, 1, 0.6), FROM, SIDE).apply(own, () -> donor, 3);

        assertThat(view.haze()).isBetween(0.0, 0.6);
    }

    @Test
    void probabilitiesAndStrengthsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> Augmentations.NONE.with(Effect.BLUR, 1.1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1.1");
        assertThatThrownBy(() -> Augmentations.NONE.with(Effect.HUE, 1, 0.6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("HUE");
    }

    private static byte[] fail(String reason) {
        throw new AssertionError(reason);
    }

    private static Augmentations strong(Effect effect) {
        double wanted = switch (effect) {
            case ROTATION -> 20;
            case BLUR -> 2;
            default -> 0.25;
        };
        return Augmentations.NONE.with(effect, 1, Math.min(effect.strengthMax(), wanted));
    }

    /// A textured disc on black.
    private static byte[] disc(int kind) {
        byte[] bytes = new byte[3 * FROM * FROM];
        for (int y = 0; y < FROM; y++) {
            for (int x = 0; x < FROM; x++) {
                double away = Math.hypot(x - 35.5, y - 35.5);
                for (int channel = 0; channel < 3 && away < 33; channel++) {
                    double value = 110 - 25 * channel + 20 * kind + 30 * Math.sin(x / (3.0 + kind)) + y / 3.0;
                    bytes[3 * (y * FROM + x) + channel] = (byte) (int) value;
                }
            }
        }
        return bytes;
    }
}
