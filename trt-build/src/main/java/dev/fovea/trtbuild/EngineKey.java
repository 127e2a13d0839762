package dev.fovea.trtbuild;

import dev.fovea.engine.tensorrt.BatchProfile;
import dev.fovea.engine.tensorrt.Precision;
import dev.fovea.engine.tensorrt.TensorRtVersion;
import dev.fovea.model.Sha256;
import java.util.List;
import java.util.stream.Collectors;

/// For whom an engine is: change any of it, and another engine is needed.
///
/// @param network the SHA-256 of the ONNX file
/// @param tensorRt the version that makes and runs it
/// @param sm of the GPU, 53
/// @param l4t of the board, `32.7.1`; `none` elsewhere
/// @param precision that was asked for
/// @param profiles its batch sizes
public record EngineKey(
        Sha256 network,
        TensorRtVersion tensorRt,
        int sm,
        String l4t,
        Precision precision,
        List<BatchProfile> profiles) {
    public EngineKey {
        profiles = List.copyOf(profiles);
    }

    /// One line for each part.
    List<String> lines() {
        return List.of(
                "network " + network.hex(),
                "tensorrt " + tensorRt,
                "sm " + sm,
                "l4t " + l4t,
                "precision " + precision.word(),
                "profiles " + profiles.stream().map(BatchProfile::toString).collect(Collectors.joining(" ")));
    }
}
