/// The threads that own engines: they take batches from the scheduler, run them, and survive what goes wrong.
///
/// Entry point: [dev.fovea.instances.InstanceGroup]. A request is submitted and its future completes with exactly one
/// [dev.fovea.instances.InferenceAnswer].
///
/// ```
/// submit --> BatchQueue --> Worker 0 (thread, Engine) --+--> answers
///    ^           ^    `---> Worker 1 (thread, Engine) --'
///    |           | put back, known images, recall
///    `-------- Crew (watch thread): hangs, deadlines, rebuilds, self-tests, readiness
/// ```
///
/// | type | what for |
/// |---|---|
/// | `InstanceGroup` | the door: submit, readiness, state, close |
/// | `Crew` | the watch: starts workers, gives up hung ones, decides whether the group is up |
/// | `Worker` | one thread's life: open an engine, prove it, run batches until the engine fails |
/// | `Triage` | who is to blame for a failure: who is tried again, who is poison, whether engines are rebuilt |
/// | `Step` | one thing a worker does that may hang; whoever claims it decides over its requests |
/// | `Pending` | one request and its promise, settled once |
/// | `Generations` | the engine source with a count of its rebuilds |
/// | `AnswerCheck` | what an engine's answers must look like |
///
/// A worker never repairs itself: an engine that fails ends its thread, and the watch starts a new one that opens a new
/// engine and proves it on known images before it takes work (as Erlang's supervisors do). An image that fails on an
/// engine which answers known images well is that image's failure, and the engine goes on.
///
/// Threads: `<name>-<n>` per engine, `<name>-watch`; all daemon threads. One lock in `Crew`, one in the queue; neither
/// is held while a future completes or an engine runs.
@NullMarked
package dev.fovea.instances;

import org.jspecify.annotations.NullMarked;
