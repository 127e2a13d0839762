package dev.fovea.model;

import java.time.Instant;
import java.util.Optional;

/// One accepted photograph: durable from the moment this record exists.
///
/// @param id its name for ever
/// @param identity whose eye it is
/// @param task the model that answers, by task name
/// @param priority who goes first
/// @param arrivedAt when it was accepted, UTC
/// @param content the SHA-256 of its bytes, which is also their name in the spool
/// @param size the bytes
/// @param mediaType what the bytes are
/// @param fileName the name the sender gave, for people to read only
public record Capture(
        CaptureId id,
        Identity identity,
        String task,
        Priority priority,
        Instant arrivedAt,
        Sha256 content,
        long size,
        MediaType mediaType,
        Optional<String> fileName) {
    public Capture {
        if (size < 1) {
            throw new IllegalArgumentException("size must be at least 1 byte, was " + size);
        }
    }
}
