package dev.fovea.distill.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GroupingTest {
    @Test
    void groupsThatShareAPublishedPictureBecomeOne() {
        Sample a = Fixture.sample("a", "ill", "north", "p3");
        Sample b = Fixture.sample("b", "ill", "north", "p2");
        Sample c = Fixture.sample("c", "ill", "north", "p1");

        Grouping grouping = Grouping.of(List.of(a, b, c), Map.of("a", "same", "b", "same", "c", "other"));

        assertThat(grouping.samples()).extracting(Sample::group).containsExactly("p2", "p2", "p1");
        assertThat(grouping.twins()).containsExactly(entry("b", "a"));
    }

    @Test
    void groupsThatShareBytesBecomeOneThoughTheirOriginalsDiffer() {
        Sample a = Fixture.sample("a", "ill", "north", "p1");
        Sample b = new Sample("b", a.file(), a.label(), a.className(), a.source(), "p2", a.sha256());

        Grouping grouping = Grouping.of(List.of(a, b), Map.of("a", "one", "b", "two"));

        assertThat(grouping.samples()).extracting(Sample::group).containsExactly("p1", "p1");
    }

    @Test
    void aChainOfSharedPicturesIsOneGroup() {
        List<Sample> samples = List.of(
                Fixture.sample("a", "ill", "north", "p1"),
                Fixture.sample("b", "ill", "north", "p2"),
                Fixture.sample("c", "ill", "north", "p2"),
                Fixture.sample("d", "ill", "north", "p3"));

        Grouping grouping = Grouping.of(samples, Map.of("a", "x", "b", "x", "c", "y", "d", "y"));

        assertThat(grouping.samples()).extracting(Sample::group).containsOnly("p1");
    }
}
