package dev.fovea.distill.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitTest {
    private final Dataset dataset = Fixture.dataset();

    @TempDir
    Path folder;

    @Test
    void everyClassOfEverySourceIsSpreadBySeventyFifteenFifteen() {
        Split split = Split.make(dataset, 7);

        assertThat(strata(split, Split.Part.TRAIN))
                .hasSize(3)
                .allSatisfy((kind, count) -> assertThat(count / 79.0).isCloseTo(0.70, within(0.03)));
        assertThat(strata(split, Split.Part.VALIDATION))
                .hasSize(3)
                .allSatisfy((kind, count) -> assertThat(count / 79.0).isCloseTo(0.15, within(0.03)));
        assertThat(strata(split, Split.Part.TEST))
                .hasSize(3)
                .allSatisfy((kind, count) -> assertThat(count / 79.0).isCloseTo(0.15, within(0.03)));
    }

    @Test
    void noGroupIsOnTwoSides() {
        Split split = Split.make(dataset, 7);

        Set<String> train = groups(split, Split.Part.TRAIN);
        Set<String> validation = groups(split, Split.Part.VALIDATION);

        assertThat(train).doesNotContainAnyElementsOf(validation);
        assertThat(groups(split, Split.Part.TEST)).doesNotContainAnyElementsOf(train);
        assertThat(groups(split, Split.Part.TEST)).doesNotContainAnyElementsOf(validation);
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherSeedAnotherSplit() {
        byte[] first = SplitFile.bytes(Split.make(dataset, 7));
        byte[] again = SplitFile.bytes(Split.make(Fixture.dataset(), 7));
        byte[] other = SplitFile.bytes(Split.make(dataset, 8));

        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void aFileReadBackIsTheSplitAndWritesTheSameBytes() throws IOException {
        Path file = folder.resolve("split.json");
        Split split = Split.make(dataset, 7);

        SplitFile.write(split, file);
        Split read = SplitFile.read(file, dataset);

        assertThat(SplitFile.bytes(read)).isEqualTo(Files.readAllBytes(file));
        assertThat(read.test()).containsExactlyInAnyOrderElementsOf(split.test());
        assertThat(read.seed()).isEqualTo(7);
    }

    @Test
    void aSplitIsMadeOnce() {
        Path file = folder.resolve("split.json");
        SplitFile.write(Split.make(dataset, 7), file);

        assertThatThrownBy(() -> SplitFile.write(Split.make(dataset, 8), file)).isInstanceOf(DataException.class);
    }

    @Test
    void aGroupOnTwoSidesIsNamedWhenTheFileIsRead() {
        Split split = Split.make(dataset, 7);
        Sample moved = dataset.named(split.test()).stream()
                .filter(one -> one.name().endsWith("-1"))
                .findFirst()
                .orElseThrow();
        List<String> test = new ArrayList<>(split.test());
        test.remove(moved.name());
        List<String> train = new ArrayList<>(split.train());
        train.add(moved.name());
        Path file = folder.resolve("split.json");
        SplitFile.write(new Split(7, "by hand", dataset.hash(), train, split.validation(), test, List.of()), file);

        assertThatThrownBy(() -> SplitFile.read(file, dataset))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(moved.group());
    }

    @Test
    void aSplitForOtherDataIsRefused() {
        Path file = folder.resolve("split.json");
        SplitFile.write(Split.make(dataset, 7), file);
        Dataset other = Dataset.of(Fixture.CLASSES, Fixture.samples().subList(0, 50), Map.of());

        assertThatThrownBy(() -> SplitFile.read(file, other))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("other data");
    }

    @Test
    void aSampleInNoListIsNamed() {
        Split split = Split.make(dataset, 7);
        List<String> train = new ArrayList<>(split.train());
        String lost = train.removeFirst();

        Split holed = new Split(7, "by hand", dataset.hash(), train, split.validation(), split.test(), List.of());

        assertThatThrownBy(() -> holed.check(dataset)).hasMessageContaining(lost);
    }

    @Test
    void aPictureThatIsThereTwiceIsTestedOnce() {
        List<Sample> twice = new ArrayList<>();
        for (Sample one : Fixture.samples()) {
            twice.add(one);
            twice.add(new Sample(
                    one.name() + "-copy",
                    one.file(),
                    one.label(),
                    one.className(),
                    one.source(),
                    one.group(),
                    one.sha256()));
        }
        Dataset doubled = Dataset.of(Fixture.CLASSES, twice, Map.of());

        Split split = Split.make(doubled, 7);

        assertThat(split.test()).noneMatch(name -> name.endsWith("-copy")).isNotEmpty();
        assertThat(split.train()).anyMatch(name -> name.endsWith("-copy"));
        assertThat(split.leftOut()).hasSameSizeAs(split.test()).allMatch(name -> name.endsWith("-copy"));
    }

    @Test
    void theFoldsTestEverySampleOnceAndShareNoGroup() {
        List<Split> folds = Folds.make(dataset, 5, 43);

        List<String> tested =
                folds.stream().flatMap(fold -> fold.test().stream()).toList();

        assertThat(folds).hasSize(5);
        assertThat(tested)
                .containsExactlyInAnyOrderElementsOf(
                        dataset.labelled().stream().map(Sample::name).toList());
        assertThat(folds).allSatisfy(fold -> fold.check(dataset));
        assertThat(folds).allSatisfy(fold -> assertThat(fold.test()).hasSizeBetween(43, 52));
    }

    @Test
    void aSourceLeftOutIsTestedOnlyOnClassesTheOthersTeach() {
        Map<String, Split> splits = Folds.bySource(dataset, 7);
        Split north = Objects.requireNonNull(splits.get("north"));

        assertThat(splits).containsOnlyKeys("north", "south");
        assertThat(dataset.named(north.test())).extracting(Sample::stratum).containsOnly("clear@north");
        assertThat(dataset.named(north.train())).extracting(Sample::source).containsOnly("south");
        assertThat(dataset.named(north.leftOut())).extracting(Sample::stratum).containsOnly("ill@north");
    }

    private Map<String, Long> strata(Split split, Split.Part part) {
        return split.samples(dataset, part).stream()
                .collect(Collectors.groupingBy(Sample::stratum, Collectors.counting()));
    }

    private Set<String> groups(Split split, Split.Part part) {
        return new HashSet<>(
                split.samples(dataset, part).stream().map(Sample::group).toList());
    }
}
