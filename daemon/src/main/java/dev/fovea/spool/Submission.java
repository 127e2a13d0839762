package dev.fovea.spool;

import dev.fovea.model.Identity;
import dev.fovea.model.Priority;
import java.util.Optional;

/// What the sender says about a photograph it offers.
///
/// @param identity whose eye
/// @param task which model is to answer
/// @param priority who goes first
/// @param idempotencyKey the sender's own name for this act, 1 to 128 characters; the same key is answered with the
///     first capture
/// @param fileName for people
public record Submission(
        Identity identity, String task, Priority priority, Optional<String> idempotencyKey, Optional<String> fileName) {
    /// The longest idempotency key and task name, characters.
    public static final int KEY_MAX = 128;

    /// The longest file name kept, characters: ext4's own limit.
    public static final int FILE_NAME_MAX = 255;

    public Submission {
        checkLength("task", task, KEY_MAX);
        idempotencyKey.ifPresent(key -> checkLength("Idempotency-Key", key, KEY_MAX));
        fileName.ifPresent(name -> checkLength("fileName", name, FILE_NAME_MAX));
    }

    private static void checkLength(String field, String text, int max) {
        if (text.isBlank() || text.length() > max) {
            throw new IllegalArgumentException(
                    field + " must be 1 to " + max + " characters, was " + text.length() + " characters");
        }
    }
}
