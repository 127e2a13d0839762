package dev.fovea.image;

import dev.fovea.model.Quality;
import dev.fovea.model.QualityFault;
import java.time.Duration;
import java.util.Optional;

/// What the image stage made of a photograph. The times are set in both cases.
public sealed interface Preparation {
    Duration decode();

    Duration preprocess();

    /// The tensor is written and may go to the network.
    record Ready(Quality quality, Duration decode, Duration preprocess) implements Preparation {}

    /// The quality gate says no; quality is absent when the bytes could not be decoded at all.
    record Rejected(QualityFault fault, Optional<Quality> quality, Duration decode, Duration preprocess)
            implements Preparation {}
}
