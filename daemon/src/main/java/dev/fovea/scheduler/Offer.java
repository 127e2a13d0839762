package dev.fovea.scheduler;

/// What a queue says to a new item.
public enum Offer {
    TAKEN,
    /// At its own level and the higher ones as many items or bytes wait as may wait.
    FULL,
    /// The queue takes nothing, for now or for ever.
    SHUT
}
