/// The other side of the ratios: the same libraries without a daemon around them.
///
/// [dev.fovea.bench.bare.BareRuntime] is ONNX Runtime in a loop, [dev.fovea.bench.bare.BareChain] is decode,
/// preprocess and inference in a loop, [dev.fovea.bench.bare.DirectGrader] gives the answer a photograph must get.
@NullMarked
package dev.fovea.bench.bare;

import org.jspecify.annotations.NullMarked;
