/// The CUDA runtime through Java's foreign functions: whether a GPU is there, its memory, streams and events.
///
/// Start with [dev.fovea.engine.cuda.CudaProbe#probe], which never fails: no library, no driver and no device
/// are
/// ordinary answers. Only when it says `Present` may anything else of NVIDIA's be touched, because TensorRT
/// without a
/// usable GPU ends the process. [dev.fovea.engine.cuda.Gpu] is what an engine needs of a GPU; `CudaGpu` is the
/// real
/// one. Every foreign descriptor is a constant of [dev.fovea.engine.cuda.CudaCalls].
@NullMarked
package dev.fovea.engine.cuda;

import org.jspecify.annotations.NullMarked;
