package dev.fovea.trtbuild;

import java.time.Duration;

/// Limits of a build.
///
/// @param timeMax after which it is killed, `tensorrt.build-time-max`
/// @param memoryMax of the machine's memory that it may hold, `tensorrt.build-memory-max`
/// @param memoryMin that must be free with swap before it begins, `tensorrt.build-memory-min`
/// @param workspaceBytes of the GPU's memory that a kernel may use, `tensorrt.workspace-max`
public record BuildSettings(Duration timeMax, long memoryMax, long memoryMin, long workspaceBytes) {
    public BuildSettings {
        if (!timeMax.isPositive()) {
            throw new IllegalArgumentException("tensorrt.build-time-max must be positive, was " + timeMax);
        }
        if (memoryMax < 1) {
            throw new IllegalArgumentException("tensorrt.build-memory-max must be at least 1, was " + memoryMax);
        }
        if (workspaceBytes < 1) {
            throw new IllegalArgumentException("tensorrt.workspace-max must be at least 1, was " + workspaceBytes);
        }
    }
}
