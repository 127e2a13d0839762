package dev.fovea.spool;

import dev.fovea.model.MediaType;
import dev.fovea.model.Sha256;
import java.nio.file.Path;

/// Bytes received into a temporary file of the spool, hashed, not yet accepted. Accept it or discard it.
///
/// @param file the temporary file
/// @param content its SHA-256
/// @param size bytes
/// @param mediaType by content
/// @param startedNanos when its first byte was waited for, by the spool's ticker
public record Staged(Path file, Sha256 content, long size, MediaType mediaType, long startedNanos) {}
