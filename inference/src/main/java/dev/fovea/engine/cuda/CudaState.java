package dev.fovea.engine.cuda;

import java.util.List;

/// Whether this machine has a GPU that CUDA can use.
public sealed interface CudaState {
    /// No library, no driver, or no device: one sentence for a person.
    record Absent(String reason) implements CudaState {}

    /// @param library what was opened, a soname or a path
    /// @param runtime CUDA's version as it says itself: 10020 is 10.2
    /// @param devices at least one
    record Present(String library, int runtime, List<GpuDevice> devices) implements CudaState {
        public Present {
            devices = List.copyOf(devices);
        }

        /// `12.6`
        public String version() {
            return runtime / 1000 + "." + runtime % 1000 / 10;
        }
    }
}
