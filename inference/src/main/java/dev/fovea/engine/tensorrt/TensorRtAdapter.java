package dev.fovea.engine.tensorrt;

/// What the modules `trt8` and `trt10` bring: one major version of TensorRT. Found by [java.util.ServiceLoader].
public interface TensorRtAdapter {
    /// 8 or 10.
    int major();

    /// Loads NVIDIA's libraries and the glue to them, once in a process.
    ///
    /// @param libraries of this major version
    /// @throws dev.fovea.engine.EngineException when they cannot be loaded
    TensorRt load(TensorRtLibraries libraries, TensorRtLog log);
}
