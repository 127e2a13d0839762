package dev.fovea.instances;

import dev.fovea.model.Priority;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.Optional;

/// One prepared image that asks for an answer.
///
/// The tensor is read where it lies, without a copy, and never written. The caller leaves its content alone until the
/// answer is completed; then it is the caller's again, whatever the answer is. An engine that hangs may still read it
/// after that, but what such an engine answers is dropped unseen (see [InstanceGroup]), so refilling the buffer for
/// the next image is safe. Unmapping or freeing it by hand is not: let the garbage collector do that.
///
/// @param id the caller's name for it, returned with the answer; need not be unique
/// @param tensor CHW floats from position 0 to the limit
/// @param priority who goes first
/// @param timeout the longest it may wait for its turn; empty for no limit
public record InferenceRequest(String id, FloatBuffer tensor, Priority priority, Optional<Duration> timeout) {
    public InferenceRequest {
        if (tensor.position() != 0) {
            throw new IllegalArgumentException("tensor must start at position 0, was " + tensor.position());
        }
        if (timeout.isPresent() && !timeout.get().isPositive()) {
            throw new IllegalArgumentException("timeout must be positive, was " + timeout.get());
        }
    }

    long bytes() {
        return (long) tensor.limit() * Float.BYTES;
    }
}
