package dev.fovea.model;

/// Where a model is not sure of a finding: probabilities from `low` on, up to but not including `high`.
///
/// Below `low` at most 2 % of the sick eyes of the validation set lie, from `high` on at most 2 % of the others;
/// from `low` up to the threshold its "no sign" is withheld. From the threshold on it refers all the same.
///
/// @param low 0 to 1
/// @param high `low` to 1
public record Band(double low, double high) {
    public Band {
        if (!(low >= 0 && low <= high && high <= 1)) {
            throw new IllegalArgumentException("a band must be 0 <= low <= high <= 1, was " + low + " to " + high);
        }
    }

    /// Whether a probability lies in it.
    public boolean holds(double probability) {
        return probability >= low && probability < high;
    }
}
