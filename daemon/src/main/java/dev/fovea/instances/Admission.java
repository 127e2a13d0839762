package dev.fovea.instances;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// The answer to "will you take this image?". Refusing is normal, so it is a value.
public sealed interface Admission {
    /// Taken. The future always completes, exactly once, and never exceptionally; cancelling it withdraws the request
    /// (a batch that already runs goes on, its answer to this request is dropped).
    record Accepted(CompletableFuture<InferenceAnswer> answer) implements Admission {}

    /// Not taken; nothing is kept.
    ///
    /// @param retryAfter when asking again makes sense, learned from the batches that ran; never negative
    record Refused(Reason reason, Duration retryAfter) implements Admission {}

    enum Reason {
        /// As many images or bytes of this priority and the higher ones wait as may wait.
        QUEUE_FULL,
        /// The group is being closed.
        STOPPING,
        /// No engine can be brought to work at present; [InstanceGroup#readiness] says why.
        ENGINE_DOWN
    }
}
