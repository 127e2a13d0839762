/// TensorRT behind the engine's interface, without TensorRT: everything here is plain Java.
///
/// [dev.fovea.engine.tensorrt.TensorRtAdapter] is the seam. Two modules implement it, `trt8` for TensorRT 8.2
/// to 8.6
/// (JetPack 4.6.1 and later, JetPack 5) and `trt10` for 10.3 and later (JetPack 6 and 7), because the two majors
/// have different classes under the same names: only one of them is ever on the class path, and a
/// [java.util.ServiceLoader] finds it. Above the seam: [dev.fovea.engine.tensorrt.TensorRtEngines], which keeps
/// the
/// engine contract; [dev.fovea.engine.tensorrt.TensorRtLibraries], which finds NVIDIA's libraries;
/// [dev.fovea.engine.tensorrt.Profiles], which batch sizes an engine is tuned for.
///
/// Ask [dev.fovea.engine.cuda.CudaProbe] before any adapter is opened: without a GPU, TensorRT 8 and 10 end the
/// process. Engines are made by module `trt-build`.
@NullMarked
package dev.fovea.engine.tensorrt;

import org.jspecify.annotations.NullMarked;
