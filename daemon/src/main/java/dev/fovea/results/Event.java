package dev.fovea.results;

/// Something happened to a capture or an exam. Sequence numbers rise by one from event to event, also over a
/// restart.
public sealed interface Event {
    long seq();

    /// A photograph waits for its answer: just accepted, or put back to work.
    record Accepted(long seq, CaptureView view) implements Event {}

    /// Its outcome is durable: answered, or in the dead letter.
    record Answered(long seq, CaptureView view) implements Event {}

    /// A person added something to an exam, or called it finished.
    record Charted(long seq, String exam) implements Event {}

    /// A report arrived at a destination, was refused there for good, or is sent again.
    ///
    /// @param delivery its number
    record Dispatched(long seq, long delivery) implements Event {}

    /// The listener missed events that are no longer kept: load everything anew, then go on from here.
    record Reload(long seq) implements Event {}
}
