package dev.fovea.cli;

import dev.fovea.model.Outcome;
import dev.fovea.model.Quality;
import dev.fovea.model.StageTimes;
import java.nio.file.Path;
import java.util.Optional;

/// One file and what became of it.
///
/// @param file as the person named it or its folder
/// @param outcome as the daemon would answer
/// @param quality absent when it could not be decoded
/// @param times of decode, preprocess and infer
record GradedPicture(Path file, Outcome outcome, Optional<Quality> quality, StageTimes times) {
    /// The name of the folder it lies in, empty at the root.
    String folder() {
        return Optional.ofNullable(file.toAbsolutePath().normalize().getParent())
                .map(Path::getFileName)
                .map(Path::toString)
                .orElse("");
    }
}
