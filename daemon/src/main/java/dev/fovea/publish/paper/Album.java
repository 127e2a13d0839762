package dev.fovea.publish.paper;

import java.util.Optional;

/// Where the photographs of a report come from. Thread-safe.
@FunctionalInterface
public interface Album {
    /// Never throws for a photograph that is gone or damaged.
    ///
    /// @param capture its id, as the report has it
    /// @param content the SHA-256 of its bytes, hexadecimal, as the report has it: other bytes are not shown
    /// @param finding the class whose heat map is wanted; empty for none
    Plate plate(String capture, String content, Optional<String> finding);
}
