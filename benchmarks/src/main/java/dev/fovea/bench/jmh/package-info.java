/// JMH micro-benchmarks, one class per stage. They guide work on a stage; the claims are shown by the commands.
@NullMarked
package dev.fovea.bench.jmh;

import org.jspecify.annotations.NullMarked;
