package dev.fovea.trtbuild;

import dev.fovea.engine.tensorrt.Precision;
import java.nio.ByteBuffer;

/// What became of the wish for an engine.
public sealed interface BuildOutcome {
    /// @param plan direct
    /// @param built what it computes with
    /// @param how from the folder, or how it was made and how it agrees; one sentence
    record Ready(ByteBuffer plan, Precision built, String how) implements BuildOutcome {}

    /// There is none, and why; one sentence for a person.
    record Refused(String reason) implements BuildOutcome {}
}
