package dev.fovea.engine.tensorrt;

import dev.fovea.engine.NetworkShape;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/// What an engine is to be built from.
///
/// @param onnx the network's file
/// @param shape what it takes and gives
/// @param precision [Precision#FP16] falls back to single floats where the GPU has no fast half floats
/// @param profiles at least one
/// @param workspaceBytes memory of the GPU that a kernel may use while it runs
/// @param timings what an earlier build learned on this GPU with this version, direct; or empty
public record BuildRecipe(
        Path onnx,
        NetworkShape shape,
        Precision precision,
        List<BatchProfile> profiles,
        long workspaceBytes,
        ByteBuffer timings) {
    public BuildRecipe {
        profiles = List.copyOf(profiles);
        if (profiles.isEmpty()) {
            throw new IllegalArgumentException("an engine needs at least one profile, had none");
        }
        if (workspaceBytes < 1) {
            throw new IllegalArgumentException("workspaceBytes must be at least 1, was " + workspaceBytes);
        }
    }
}
