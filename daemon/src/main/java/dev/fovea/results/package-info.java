/// Answers: written once, found again, told to whoever listens.
///
/// Entry point: [dev.fovea.results.Results]. A result and its capture's state are one transaction
/// ([dev.fovea.results.ResultTable]); a failure becomes a dead letter, which a person can put back to work. What
/// the two eyes of a visit say together is [dev.fovea.results.ExamOutcome], a pure function.
/// [dev.fovea.results.Event]s are numbered without end, also over restarts; the last few are kept for listeners
/// that come back.
///
/// Threads: everything runs on the caller's thread except delivery to listeners, which each have a virtual thread
/// and a bounded queue. Nobody waits for a listener.
@NullMarked
package dev.fovea.results;

import org.jspecify.annotations.NullMarked;
