package dev.fovea.distill.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LookTest {
    private static final int SIDE = 64;
    private static final Sample OWN = Fixture.sample("own", "ill", "north", "a");
    private static final Sample NEIGHBOUR = Fixture.sample("neighbour", "clear", "north", "b");
    private static final Sample FAR = Fixture.sample("far", "clear", "south", "c");

    /// A disc of waves on black, of so much light and swing in each channel.
    private static float[] disc(double light, double swing) {
        float[] planes = new float[3 * SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                boolean inside = Math.hypot(x - 31.5, y - 31.5) < 28;
                for (int channel = 0; channel < 3; channel++) {
                    double value = light * (1 - 0.2 * channel) + swing * Math.sin(0.9 * x + channel);
                    planes[(channel * SIDE + y) * SIDE + x] = inside ? (float) value : 0;
                }
            }
        }
        return planes;
    }

    private static Views plain() {
        Map<String, float[]> pictures = new HashMap<>();
        pictures.put("own", disc(0.4, 0.05));
        pictures.put("neighbour", disc(0.9, 0.01));
        pictures.put("far", disc(0.7, 0.08));
        return (sample, _) -> new View(pictures.getOrDefault(sample.name(), new float[0]), 0);
    }

    @ParameterizedTest
    @EnumSource
    void theLookIsAnotherSourcesAndBlackStaysBlack(Look look) {
        float[] own = plain().of(OWN, 0).planes();

        float[] seen =
                look.views(plain(), List.of(NEIGHBOUR, FAR), 5).of(OWN, 99).planes();

        assertThat(mean(seen)).isCloseTo(mean(disc(0.7, 0.08)), within(0.08));
        assertThat(seen[0]).isZero();
        assertThat(plain().of(OWN, 0).planes()).isEqualTo(own);
    }

    private static double mean(float[] planes) {
        return Colours.of(planes, SIDE).means()[0];
    }

    @Test
    void colourTransferGivesMeanAndDeviationAndKeepsThePattern() {
        float[] seen = Look.COLOUR.views(plain(), List.of(FAR), 5).of(OWN, 0).planes();

        double[] wanted = Colours.of(disc(0.7, 0.08), SIDE).numbers();
        assertThat(Colours.of(seen, SIDE).numbers()).containsExactly(wanted, within(1e-3));
        int middle = SIDE * SIDE / 2;
        float[] own = disc(0.4, 0.05);
        for (int x = 10; x < 50; x++) {
            boolean rose = own[middle + x + 1] > own[middle + x];
            assertThat(seen[middle + x + 1] > seen[middle + x]).isEqualTo(rose);
        }
    }

    @Test
    void donorsAreDrawnBySeedAndPictureAlone() {
        List<Sample> donors = Fixture.samples();
        Views named = (sample, _) ->
                new View(disc(0.3 + 0.6 * Math.floorMod(sample.name().hashCode(), 97) / 97, 0), 0);

        float[] once = Look.COLOUR.views(named, donors, 5).of(OWN, 1).planes();
        float[] again = Look.COLOUR.views(named, donors, 5).of(OWN, 2).planes();
        float[] other = Look.COLOUR.views(named, donors, 6).of(OWN, 1).planes();

        assertThat(once).isEqualTo(again).isNotEqualTo(other);
    }

    @Test
    void withoutAnotherSourceThereIsNoOtherLook() {
        Views views = Look.COLOUR.views(plain(), List.of(NEIGHBOUR), 5);

        assertThatThrownBy(() -> views.of(OWN, 0))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("another source than north");
    }
}
