/// The load generator, of perf_analyzer's shape: a fixed number of requests in flight, or a fixed rate of arrivals;
/// windows until three agree; percentiles; the daemon's own stage times.
///
/// [dev.fovea.bench.load.Load] keeps the traffic going on virtual threads, one kept-alive connection each;
/// [dev.fovea.bench.load.LoadRun] cuts it into windows; [dev.fovea.bench.load.LoadSummary] says what came of it.
/// In rate mode a latency counts from the moment the request was due, not from when it was sent, so a stalled server
/// cannot hide its stall (Gil Tene's "coordinated omission").
@NullMarked
package dev.fovea.bench.load;

import org.jspecify.annotations.NullMarked;
