package dev.fovea.distill.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Deals whole groups out to parts so that each class of each source is spread by the parts' shares. Pure.
///
/// Large groups first, each to the part that lacks most of what the group holds (after scikit-learn's
/// StratifiedGroupKFold and Sechidis et al., ECML 2011); the seed decides among groups of the same size.
final class Allotment {
    private final double[] shares;
    private final Map<String, Integer> totals = new TreeMap<>();
    private final List<Map<String, Integer>> given = new ArrayList<>();

    private Allotment(double[] shares) {
        this.shares = shares;
        for (double share : shares) {
            assert share > 0 : share;
            given.add(new TreeMap<>());
        }
    }

    /// The samples of each part, in the order they came in.
    ///
    /// @param shares of the parts, each above 0
    static List<List<Sample>> deal(List<Sample> samples, long seed, double... shares) {
        Allotment allotment = new Allotment(shares);
        Map<String, List<Sample>> groups = new TreeMap<>();
        for (Sample one : samples) {
            allotment.totals.merge(one.stratum(), 1, Integer::sum);
            groups.computeIfAbsent(one.group(), name -> new ArrayList<>()).add(one);
        }
        Map<String, Integer> parts = new TreeMap<>();
        for (List<Sample> group : allotment.order(groups, seed)) {
            parts.put(group.getFirst().group(), allotment.give(group));
        }
        List<List<Sample>> dealt = new ArrayList<>();
        for (int part = 0; part < shares.length; part++) {
            int number = part;
            dealt.add(samples.stream()
                    .filter(one -> parts.getOrDefault(one.group(), -1) == number)
                    .toList());
        }
        return dealt;
    }

    private List<List<Sample>> order(Map<String, List<Sample>> groups, long seed) {
        List<List<Sample>> named = new ArrayList<>(groups.values());
        List<List<Sample>> ordered = new ArrayList<>();
        for (int at : new Draws(seed).order(named.size())) {
            ordered.add(named.get(at));
        }
        ordered.sort(Comparator.comparingInt(List<Sample>::size).reversed());
        return ordered;
    }

    private int give(List<Sample> group) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int part = 0; part < shares.length; part++) {
            double lack = lack(part, group);
            if (lack > most) {
                most = lack;
                best = part;
            }
        }
        for (Sample one : group) {
            given.get(best).merge(one.stratum(), 1, Integer::sum);
        }
        return best;
    }

    /// How much of what the group holds is missing in the part, relative to what the part should get of it.
    private double lack(int part, List<Sample> group) {
        double lack = 0;
        for (Sample one : group) {
            double wanted = shares[part] * totals.getOrDefault(one.stratum(), 0);
            lack += (wanted - given.get(part).getOrDefault(one.stratum(), 0)) / wanted;
        }
        return lack / group.size();
    }
}
