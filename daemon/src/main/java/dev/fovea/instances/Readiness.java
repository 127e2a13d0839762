package dev.fovea.instances;

/// Whether an image sent now would get an answer one can trust. Follows known images through the live queue and
/// engines, not a flag.
public sealed interface Readiness {
    record Ready() implements Readiness {}

    /// @param reason a sentence for people
    record NotReady(String reason) implements Readiness {}
}
