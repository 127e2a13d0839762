package dev.fovea.engine.tensorrt;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// NVIDIA's libraries of one major version, where they lie. They are never ours: a JetPack, or the machine's
/// owner,
/// brings them.
///
/// @param major 8 or 10
/// @param infer `libnvinfer.so.N`
/// @param parser `libnvonnxparser.so.N`; needed only to build
public record TensorRtLibraries(int major, Path infer, Optional<Path> parser) {
    /// Where JetPack and Debian put them, then where people unpack them by hand.
    public static final List<Path> FOLDERS = List.of(
            Path.of("/usr/lib/aarch64-linux-gnu"),
            Path.of("/usr/lib/x86_64-linux-gnu"),
            Path.of("/usr/local/tensorrt/lib"),
            Path.of("/usr/lib64"));

    /// The first folder that has the library of this major version.
    public static Optional<TensorRtLibraries> find(int major, List<Path> folders) {
        return folders.stream().flatMap(folder -> find(major, folder).stream()).findFirst();
    }

    /// The major versions that a folder has, for a person who is told that ours is not among them.
    public static List<Integer> majors(List<Path> folders) {
        return Stream.of(7, 8, 9, 10, 11)
                .filter(major -> find(major, folders).isPresent())
                .toList();
    }

    private static Optional<TensorRtLibraries> find(int major, Path folder) {
        Path infer = folder.resolve("libnvinfer.so." + major);
        Path parser = folder.resolve("libnvonnxparser.so." + major);
        return Files.isRegularFile(infer)
                ? Optional.of(
                        new TensorRtLibraries(major, infer, Optional.of(parser).filter(Files::isRegularFile)))
                : Optional.empty();
    }
}
