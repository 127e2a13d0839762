package dev.fovea.distill.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Counts on the real photographs, which cannot live in the repository: skipped without them. The numbers are those
/// counted by hand and written down with the collection.
class RealCollectionTest {
    private static final Path MANIFEST =
            Path.of(System.getProperty("fovea.shared", "../../shared"), "data", "retina", "manifest.csv");

    @BeforeEach
    void needPhotographs() {
        Assumptions.assumeTrue(Files.isRegularFile(MANIFEST), () -> "no photographs at " + MANIFEST.toAbsolutePath());
    }

    @Test
    void photographsMergeIntoTheGroupsCountedByHand() {
        Dataset fundus = RetinaManifest.read(MANIFEST, "fundus");

        assertThat(fundus.classes()).hasSize(4);
        assertThat(fundus.labelled()).hasSize(995);
        assertThat(groups(fundus)).containsOnly(entry("idrid", 408L), entry("hygd", 206L), entry("csdi_own", 35L));
        assertThat(fundus.twins()).hasSize(11);
    }

    @Test
    void scansMergeIntoTheGroupsCountedByHand() {
        Dataset scans = RetinaManifest.read(MANIFEST, "oct");

        assertThat(scans.classes()).hasSize(3);
        assertThat(scans.labelled()).hasSize(998);
        assertThat(groups(scans)).containsOnly(entry("octdl", 408L));
        assertThat(scans.twins()).hasSize(28);
    }

    @Test
    void theSplitLeaksNothingAndSpreadsEveryClassOfEverySource() {
        Dataset fundus = RetinaManifest.read(MANIFEST, "fundus");

        Split split = Split.make(fundus, 1);

        split.check(fundus);
        Map<String, Long> all = strata(fundus, Split.Part.values(), split);
        Map<String, Long> test = strata(fundus, new Split.Part[] {Split.Part.TEST}, split);
        assertThat(test).hasSameSizeAs(all).hasSize(5);
        assertThat(test)
                .allSatisfy((kind, count) ->
                        assertThat((double) count / all.getOrDefault(kind, 0L)).isBetween(0.12, 0.18));
    }

    private static Map<String, Long> groups(Dataset dataset) {
        return dataset.samples().stream()
                .collect(Collectors.groupingBy(
                        Sample::source,
                        Collectors.collectingAndThen(
                                Collectors.mapping(Sample::group, Collectors.toSet()), found -> (long) found.size())));
    }

    private static Map<String, Long> strata(Dataset dataset, Split.Part[] parts, Split split) {
        return Arrays.stream(parts)
                .flatMap(part -> split.samples(dataset, part).stream())
                .collect(Collectors.groupingBy(Sample::stratum, Collectors.counting()));
    }
}
