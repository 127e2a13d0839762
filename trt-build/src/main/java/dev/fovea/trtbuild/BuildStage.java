package dev.fovea.trtbuild;

import java.util.Locale;

/// What a build is doing, in this order.
public enum BuildStage {
    /// Looks whether there is memory, starts.
    STARTING,
    /// Reads the network.
    READING,
    /// Tries kernels, layer by layer: by far the longest.
    TUNING,
    /// Compares the engine with ONNX Runtime.
    VERIFYING,
    /// Writes the file.
    WRITING;

    /// `tuning`
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
