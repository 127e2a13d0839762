package dev.fovea.instances;

/// What can go wrong with a batch.
public enum Trick {
    THROW,
    /// Throws an `Error`, as a failed assertion does.
    BUG,
    /// Throws, and from then on that very engine throws at everything, known images too.
    BREAK,
    NAN,
    WRONG_SHAPE,
    TOO_FEW,
    /// One array for all answers.
    SHARED,
    /// Blocks until [#releaseHung], then answers well, but late.
    HANG
}
