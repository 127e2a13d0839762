package dev.fovea.bench.crash;

import java.util.List;

/// What the comparison of the ledger with the daemon came to. Each sentence names the capture.
///
/// @param acknowledged uploads that were acknowledged
/// @param answered of these, with exactly the right answer
/// @param lost acknowledged, and gone or without an answer
/// @param twice acknowledged or answered more than once
/// @param mixed with another's bytes, identity or scores
/// @param odd anything else that must not happen
public record Reckoning(
        int acknowledged, int answered, List<String> lost, List<String> twice, List<String> mixed, List<String> odd) {
    public Reckoning {
        lost = List.copyOf(lost);
        twice = List.copyOf(twice);
        mixed = List.copyOf(mixed);
        odd = List.copyOf(odd);
    }

    /// That many, and nothing to complain about.
    public static Reckoning clean(int acknowledged) {
        return new Reckoning(acknowledged, acknowledged, List.of(), List.of(), List.of(), List.of());
    }

    public boolean isClean() {
        return equals(clean(acknowledged));
    }
}
