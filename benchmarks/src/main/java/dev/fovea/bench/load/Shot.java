package dev.fovea.bench.load;

import dev.fovea.bench.client.Reply;
import java.util.Optional;

/// One request and what came of it.
///
/// @param dueNanos when it should have left
/// @param sentNanos when it left
/// @param endNanos when its answer was complete, or it failed
/// @param reply the answer; absent when there was no whole one
/// @param failure why there was none
public record Shot(long dueNanos, long sentNanos, long endNanos, Optional<Reply> reply, Optional<String> failure) {
    /// Of HTTP; 0 when there was no whole answer.
    public int status() {
        return reply.map(Reply::status).orElse(0);
    }

    /// From when it was due.
    public long nanos() {
        return endNanos - dueNanos;
    }

    /// How long it waited in the generator itself.
    public long lateNanos() {
        return sentNanos - dueNanos;
    }
}
