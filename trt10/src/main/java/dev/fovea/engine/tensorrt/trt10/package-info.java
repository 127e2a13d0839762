/// TensorRT 10.3 and later, as JetPack 6 and 7 and graphics cards have it, compiled against 10.6; what 10.3
/// does not
/// have is not called.
///
/// [dev.fovea.engine.tensorrt.trt10.Adapter10] is found by a service loader. The package of the same name for
/// version
/// 8 differs where the two majors do: tensors are named here and numbered there, objects end by their
/// destructor here
/// and by `destroy` there.
@NullMarked
package dev.fovea.engine.tensorrt.trt10;

import org.jspecify.annotations.NullMarked;
