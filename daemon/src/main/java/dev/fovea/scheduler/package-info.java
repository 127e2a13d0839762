/// The bounded batching queue: who waits, how long, and which batch goes next. Knows nothing of images or engines.
///
/// Entry point: [dev.fovea.scheduler.BatchQueue]. [dev.fovea.scheduler.BatchPolicy] decides when a batch runs and how
/// large it is, as a pure function of what waits and of [dev.fovea.scheduler.BatchTiming], the learned duration of a
/// batch. The words are Triton's (preferred batch size, max queue delay, timeout action, priority level); the learning
/// is BentoML's.
///
/// Threads: one lock per queue. Any thread offers; each engine's thread takes through a
/// [dev.fovea.scheduler.BatchQueue.Taker] of its own. Everything else here is immutable.
///
/// Next: `dev.fovea.instances`, the threads that take.
@NullMarked
package dev.fovea.scheduler;

import org.jspecify.annotations.NullMarked;
