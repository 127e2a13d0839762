package dev.fovea.model;

/// How sure a model is of one finding, whatever the operating point makes of it.
public enum Certainty {
    /// The finding is there.
    POSITIVE,
    /// It is not.
    NEGATIVE,
    /// The probability lies in the finding's band.
    UNCERTAIN
}
