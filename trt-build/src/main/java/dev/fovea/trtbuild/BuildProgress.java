package dev.fovea.trtbuild;

import java.time.Duration;

/// How far a build is.
///
/// @param task whose engine
/// @param percent 0 to 100, estimated from the layers that were tried
/// @param elapsed since the build began
public record BuildProgress(String task, BuildStage stage, int percent, Duration elapsed) {
    public BuildProgress {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("percent must be 0 to 100, was " + percent);
        }
    }
}
