package dev.fovea.camera;

import dev.fovea.model.Sha256;
import java.time.Instant;
import java.util.Optional;

/// Which cameras may be relied on. Thread-safe; never throws.
@FunctionalInterface
public interface Cameras {
    /// None has been tried out.
    Cameras NONE = (_, _, _) -> Optional.empty();

    /// When a camera was validated for exactly this model; empty when it was not.
    ///
    /// @param camera the source of the capture, to the letter
    /// @param manifest the hash of the model bundle's manifest
    /// @param network the hash of the network file that runs: another precision is another model
    Optional<Instant> validatedAt(String camera, Sha256 manifest, Sha256 network);
}
