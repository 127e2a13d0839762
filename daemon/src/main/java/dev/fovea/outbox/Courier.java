package dev.fovea.outbox;

import dev.fovea.exams.Report;

/// Carries one kind of object to one destination. Called by one thread at a time; what it waits for is bounded.
@FunctionalInterface
public interface Courier {
    /// The same report is the same object each time, under the same identity.
    ///
    /// @throws InterruptedException when the daemon stops; then nobody knows whether it arrived
    Answer carry(Report report) throws InterruptedException;

    /// What came of an attempt.
    sealed interface Answer {
        /// The destination said that it has the object, and nothing less.
        record Delivered() implements Answer {}

        /// The destination has it and will say later that it keeps it. Asking again is due after a pause of this
        /// delivery's own; the others go on.
        record Awaited(String reason) implements Answer {}

        /// Not now: the network, the destination, or anything else that may pass.
        record Later(String reason) implements Answer {}

        /// The destination said that this object will not do: the same again would get the same answer.
        record Refused(String reason) implements Answer {}
    }
}
