/// What the numbers mean: percentiles, stable windows, ratios of interleaved repeats, and the verdict against a target.
/// Pure values and functions; nothing here measures anything.
///
/// Entry points: [dev.fovea.bench.measure.Percentiles], [dev.fovea.bench.measure.Samples],
/// [dev.fovea.bench.measure.Stability], [dev.fovea.bench.measure.Report].
@NullMarked
package dev.fovea.bench.measure;

import org.jspecify.annotations.NullMarked;
