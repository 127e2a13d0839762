/// The tools that show what Fovea claims: one subcommand of `./fovea bench` per claim, each measuring both sides of its
/// ratio in one run with interleaved repeats.
///
/// Entry point: [dev.fovea.bench.Main]. The commands live here; what they are made of lives in the packages below:
/// statistics in `measure`, the load generator in `load`, daemons as child processes in `child`, photographs in
/// `eyes`, the crash harness in `crash`, micro-benchmarks in `jmh`. Nothing here is on the daemon's class path.
@NullMarked
package dev.fovea.bench;

import org.jspecify.annotations.NullMarked;
