/// TensorRT 8.2 to 8.6, as JetPack 4.6.1 and later and JetPack 5 have it, compiled against 8.2: later versions
/// of the
/// same major only append to their tables of functions.
///
/// [dev.fovea.engine.tensorrt.trt8.Adapter8] is found by a service loader. The package of the same name for
/// version 10
/// differs where the two majors do: tensors are numbered here and named there, objects end by `destroy` here
/// and by
/// their destructor there.
@NullMarked
package dev.fovea.engine.tensorrt.trt8;

import org.jspecify.annotations.NullMarked;
