package dev.fovea.publish.paper;

import java.util.Optional;

/// Where the photographs of a report come from. Thread-safe.
@FunctionalInterface
public interface Album {
    /// A photograph that is gone or damaged for good is [Plate.Lost].
    ///
    /// @param capture its id, as the report has it
    /// @param content the SHA-256 of its bytes, hexadecimal, as the report has it: other bytes are not shown
    /// @param finding the class whose heat map is wanted; empty for none
    /// @throws dev.fovea.store.StoreException when it could not be read now and may be read later
    Plate plate(String capture, String content, Optional<String> finding);
}
