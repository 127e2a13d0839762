package dev.fovea.distill.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Merges groups that share a picture: union-find over group, published hash and bytes. Pure.
///
/// Collections number the same photograph under two patients (seen in each of the four that were looked at),
/// and a split by patient alone would put it on both sides.
final class Grouping {
    private final List<Sample> samples;
    private final Map<String, String> parents = new HashMap<>();
    private final Map<String, String> twins = new HashMap<>();

    private Grouping(List<Sample> samples) {
        this.samples = samples;
    }

    static Grouping of(List<Sample> samples, Map<String, String> originals) {
        Grouping grouping = new Grouping(samples);
        Map<String, Sample> seen = new HashMap<>();
        for (Sample one : samples) {
            grouping.meet(seen.putIfAbsent("bytes " + one.sha256(), one), one);
            String original = originals.getOrDefault(one.name(), one.sha256().hex());
            grouping.meet(seen.putIfAbsent("original " + original, one), one);
        }
        return grouping;
    }

    private void meet(@Nullable Sample first, Sample second) {
        if (first == null) {
            return;
        }
        twins.putIfAbsent(second.name(), twins.getOrDefault(first.name(), first.name()));
        String one = root(first.group());
        String other = root(second.group());
        // The smaller name leads, so that the result does not depend on who met whom first.
        if (one.compareTo(other) < 0) {
            parents.put(other, one);
        } else if (other.compareTo(one) < 0) {
            parents.put(one, other);
        }
    }

    private String root(String group) {
        String at = group;
        while (parents.containsKey(at)) {
            at = parents.get(at);
        }
        return at;
    }

    /// The samples with their merged groups, each named after its first member.
    List<Sample> samples() {
        List<Sample> merged = new ArrayList<>();
        for (Sample one : samples) {
            merged.add(one.inGroup(root(one.group())));
        }
        return merged;
    }

    /// Each sample that repeats an earlier one's picture, with the earlier one's name.
    Map<String, String> twins() {
        return twins;
    }
}
