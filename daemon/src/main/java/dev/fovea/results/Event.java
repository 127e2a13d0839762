package dev.fovea.results;

/// Something happened to a capture. Sequence numbers rise by one from event to event, also over a restart.
public sealed interface Event {
    long seq();

    /// A photograph waits for its answer: just accepted, or put back to work.
    record Accepted(long seq, CaptureView view) implements Event {}

    /// Its outcome is durable: answered, or in the dead letter.
    record Answered(long seq, CaptureView view) implements Event {}

    /// The listener missed events that are no longer kept: load everything anew, then go on from here.
    record Reload(long seq) implements Event {}
}
