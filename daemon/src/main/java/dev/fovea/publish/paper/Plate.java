package dev.fovea.publish.paper;

import java.util.Optional;

/// What there is to be seen of a photograph.
public sealed interface Plate {
    /// @param photograph as the network saw it
    /// @param heatMap the same under the heat map of the class asked for; absent when none was asked for, or
    ///     there is none
    record Shown(Picture photograph, Optional<Picture> heatMap) implements Plate {}

    /// It cannot be shown: the file is gone or damaged, or nobody knows any more how to cut it.
    ///
    /// @param reason one sentence
    record Lost(String reason) implements Plate {}
}
