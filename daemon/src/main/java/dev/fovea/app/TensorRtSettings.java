package dev.fovea.app;

import dev.fovea.engine.tensorrt.Precision;
import dev.fovea.trtbuild.BuildSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Whether and how models run on a GPU.
///
/// @param mode `tensorrt.mode`
/// @param folder where engines lie; without one, `engines` in the data folder, `tensorrt.folder`
/// @param libraries where NVIDIA's libraries are looked for first, `tensorrt.libraries`
/// @param precision `tensorrt.precision`
/// @param instances engines per model, a stream each, `tensorrt.instances`
/// @param batchSizeMax the largest batch, `tensorrt.batch-size-max`
/// @param batchSizesPreferred the sizes kernels are chosen for, `tensorrt.batch-sizes-preferred`
/// @param fallbackAfter how long a model may be without an answer before the CPU takes over,
///     `tensorrt.fallback-after`
/// @param build limits of a build
public record TensorRtSettings(
        Mode mode,
        Optional<Path> folder,
        List<Path> libraries,
        Precision precision,
        int instances,
        int batchSizeMax,
        List<Integer> batchSizesPreferred,
        Duration fallbackAfter,
        BuildSettings build) {
    /// What is done about a GPU.
    public enum Mode {
        /// It is not even looked for.
        OFF,
        /// It is used where there is one.
        AUTO,
        /// Without one the daemon does not start.
        REQUIRED
    }

    public TensorRtSettings {
        if (instances < 1) {
            throw new IllegalArgumentException("tensorrt.instances must be at least 1, was " + instances);
        }
        if (batchSizeMax < 1) {
            throw new IllegalArgumentException("tensorrt.batch-size-max must be at least 1, was " + batchSizeMax);
        }
        for (int size : batchSizesPreferred) {
            if (size < 1 || size > batchSizeMax) {
                throw new IllegalArgumentException("tensorrt.batch-sizes-preferred must be 1 to " + batchSizeMax
                        + " (tensorrt.batch-size-max), had " + size);
            }
        }
        if (!fallbackAfter.isPositive()) {
            throw new IllegalArgumentException("tensorrt.fallback-after must be positive, was " + fallbackAfter);
        }
        libraries = List.copyOf(libraries);
        batchSizesPreferred = List.copyOf(batchSizesPreferred);
    }

    static TensorRtSettings of(Settings settings) {
        return new TensorRtSettings(
                settings.choice("tensorrt.mode", Mode.class, Mode.AUTO),
                path(settings, "tensorrt.folder"),
                path(settings, "tensorrt.libraries").stream().toList(),
                settings.choice("tensorrt.precision", Precision.class, Precision.FP16),
                settings.number("tensorrt.instances", 2),
                settings.number("tensorrt.batch-size-max", 4),
                settings.list("tensorrt.batch-sizes-preferred", "1, 4").stream()
                        .map(Integer::valueOf)
                        .toList(),
                settings.duration("tensorrt.fallback-after", "3s"),
                new BuildSettings(
                        settings.duration("tensorrt.build-time-max", "30min"),
                        settings.bytes("tensorrt.build-memory-max", "2GiB"),
                        settings.bytes("tensorrt.build-memory-min", "1GiB"),
                        settings.bytes("tensorrt.workspace-max", "256MiB")));
    }

    private static Optional<Path> path(Settings settings, String key) {
        return Optional.of(settings.text(key, ""))
                .filter(text -> !text.isEmpty())
                .map(Path::of);
    }
}
