package dev.fovea.distill.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SamplerTest {
    private final List<Sample> samples = uneven();

    @Test
    void eachOnceIsEverySampleOnceInAnyOrder() {
        int[] order = Sampler.EACH_ONCE.order(samples, samples.size(), 1);

        assertThat(order).doesNotHaveDuplicates().hasSize(samples.size());
        assertThat(order).isNotEqualTo(Arrays.stream(order).sorted().toArray());
    }

    @Test
    void byClassShowsEveryClassEquallyOften() {
        Map<String, Long> shown = shown(Sampler.BY_CLASS.order(samples, 400, 1), false);

        assertThat(shown).containsOnly(Map.entry("clear", 200L), Map.entry("ill", 200L));
    }

    @Test
    void bySourceShowsEverySourceOfAClassEquallyOften() {
        Map<String, Long> shown = shown(Sampler.BY_CLASS_AND_SOURCE.order(samples, 400, 1), true);

        assertThat(shown)
                .containsOnly(
                        Map.entry("clear@north", 100L), Map.entry("clear@south", 100L), Map.entry("ill@north", 200L));
    }

    @Test
    void byStratumShowsEveryClassOfEverySourceEquallyOften() {
        Map<String, Long> shown = shown(Sampler.BY_STRATUM.order(samples, 300, 1), true);

        assertThat(shown)
                .containsOnly(
                        Map.entry("clear@north", 100L), Map.entry("clear@south", 100L), Map.entry("ill@north", 100L));
    }

    @Test
    void noSampleComesAgainBeforeAllOfItsKindHaveCome() {
        int[] order = Sampler.BY_CLASS_AND_SOURCE.order(samples, 400, 1);

        Map<Integer, Long> times = Arrays.stream(order)
                .boxed()
                .filter(at -> samples.get(at).stratum().equals("clear@south"))
                .collect(Collectors.groupingBy(at -> at, Collectors.counting()));

        assertThat(times).hasSize(5).allSatisfy((at, count) -> assertThat(count).isEqualTo(20));
    }

    @Test
    void theSameSeedGivesTheSameOrderAndAnotherAnother() {
        int[] one = Sampler.BY_CLASS_AND_SOURCE.order(samples, 100, 1);

        assertThat(Sampler.BY_CLASS_AND_SOURCE.order(samples, 100, 1)).isEqualTo(one);
        assertThat(Sampler.BY_CLASS_AND_SOURCE.order(samples, 100, 2)).isNotEqualTo(one);
    }

    private Map<String, Long> shown(int[] order, boolean bySource) {
        return Arrays.stream(order)
                .mapToObj(samples::get)
                .collect(Collectors.groupingBy(
                        one -> bySource ? one.stratum() : one.className(), Collectors.counting()));
    }

    /// 50 clear ones from the north, 5 from the south, 20 ill ones from the north.
    private static List<Sample> uneven() {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 75; i++) {
            String className = i < 55 ? "clear" : "ill";
            String source = i >= 50 && i < 55 ? "south" : "north";
            samples.add(Fixture.sample("s" + i, className, source, "g" + i));
        }
        return samples;
    }
}
