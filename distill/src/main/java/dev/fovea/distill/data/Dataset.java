package dev.fovea.distill.data;

import dev.fovea.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A collection of samples, grouped and in the order of their names.
///
/// @param classes in the order of the labels; travels with the model
/// @param samples every one, the uncertain ones included
/// @param twins of samples that show the identical picture: each name with the first name of that picture
/// @param hash of names, labels, groups and bytes: what a split was made for
public record Dataset(List<String> classes, List<Sample> samples, Map<String, String> twins, Sha256 hash) {
    public Dataset {
        classes = List.copyOf(classes);
        samples = List.copyOf(samples);
        twins = Map.copyOf(twins);
    }

    /// Groups the samples and seals the collection.
    ///
    /// @param originals the hash of each sample's file as it was published, by name; its own hash where unknown
    static Dataset of(List<String> classes, List<Sample> samples, Map<String, String> originals) {
        List<Sample> sorted = new ArrayList<>(samples);
        sorted.sort(Comparator.comparing(Sample::name));
        Grouping grouping = Grouping.of(sorted, originals);
        List<Sample> merged = grouping.samples();
        return new Dataset(classes, merged, grouping.twins(), hash(merged));
    }

    private static Sha256 hash(List<Sample> samples) {
        StringBuilder text = new StringBuilder();
        for (Sample one : samples) {
            text.append(one.name()).append('\t').append(one.className()).append('\t');
            text.append(one.source()).append('\t').append(one.group()).append('\t');
            text.append(one.sha256()).append('\n');
        }
        return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// Those that belong to a class.
    public List<Sample> labelled() {
        return samples.stream().filter(one -> one.label() >= 0).toList();
    }

    /// Those whose label is uncertain by construction.
    public List<Sample> uncertain() {
        return samples.stream().filter(one -> one.label() < 0).toList();
    }

    /// The sources of the labelled samples, sorted.
    public List<String> sources() {
        return labelled().stream().map(Sample::source).distinct().sorted().toList();
    }

    /// The samples of these names, in that order.
    ///
    /// @throws DataException naming one that is not here
    public List<Sample> named(List<String> names) {
        Map<String, Sample> byName = new HashMap<>();
        samples.forEach(one -> byName.put(one.name(), one));
        return names.stream()
                .map(name -> Optional.ofNullable(byName.get(name))
                        .orElseThrow(() -> new DataException("there is no sample " + name)))
                .toList();
    }
}
