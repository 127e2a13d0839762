package dev.fovea.statistics;

import dev.fovea.model.QualityFault;
import dev.fovea.model.Verdict;

/// What became of a photograph, as far as figures ask.
public sealed interface Fate {
    /// It has no answer yet.
    record Waiting() implements Fate {}

    /// It is in the dead letter.
    record Failed() implements Fate {}

    /// Its stored answer cannot be read.
    record Damaged() implements Fate {}

    record Ungradable(QualityFault fault) implements Fate {}

    /// The network answered.
    ///
    /// @param leading the class with the largest probability, finding or not
    /// @param confidence that probability
    /// @param verdict what was said
    /// @param unlike whether the photograph is unlike those the model learned from
    /// @param model that answered
    record Graded(String leading, double confidence, Verdict verdict, boolean unlike, ModelKey model) implements Fate {}

    /// @param name of the bundle
    /// @param version of the bundle
    /// @param network the SHA-256 of the network file that ran, hexadecimal
    record ModelKey(String name, String version, String network) {}
}
