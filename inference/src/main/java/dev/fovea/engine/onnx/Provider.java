package dev.fovea.engine.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;

/// What ONNX Runtime computes with. All but the CPU need its build for CUDA, which takes the place of the ordinary
/// one, and NVIDIA's libraries.
public enum Provider {
    CPU("onnxruntime-cpu") {
        @Override
        void addTo(SessionOptions options) {
            // Always there.
        }
    },
    CUDA("onnxruntime-cuda") {
        @Override
        void addTo(SessionOptions options) throws OrtException {
            try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(FIRST_GPU)) {
                // Its rounding is not that of the single floats that the bundle promises.
                cuda.add("use_tf32", "0");
                options.addCUDA(cuda);
            }
        }
    },
    /// Makes its engines at every load, which takes minutes; what it cannot compute, CUDA does.
    TENSORRT("onnxruntime-tensorrt") {
        @Override
        void addTo(SessionOptions options) throws OrtException {
            try (OrtTensorRTProviderOptions tensorRt = new OrtTensorRTProviderOptions(FIRST_GPU)) {
                options.addTensorrt(tensorRt);
            }
            CUDA.addTo(options);
        }
    };

    private static final int FIRST_GPU = 0;

    private final String engine;

    Provider(String engine) {
        this.engine = engine;
    }

    /// The name that engines go by in results and metrics.
    public String engine() {
        return engine;
    }

    /// @throws OrtException when this build has it not, or a library that it needs is missing
    abstract void addTo(SessionOptions options) throws OrtException;
}
