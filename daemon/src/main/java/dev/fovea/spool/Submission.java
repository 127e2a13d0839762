package dev.fovea.spool;

import dev.fovea.model.Identity;
import dev.fovea.model.Priority;
import java.util.Optional;

/// What the sender says about a photograph it offers.
///
/// @param identity whose eye
/// @param task which model is to answer
/// @param priority who goes first
/// @param idempotencyKey the sender's own name for this act, 1 to 128 characters; the same key is answered with
///     the first capture
/// @param fileName for people
public record Submission(
        Identity identity,
        String task,
        Priority priority,
        Optional<String> idempotencyKey,
        Optional<String> fileName) {}
