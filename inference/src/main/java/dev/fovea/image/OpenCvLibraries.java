package dev.fovea.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Loads OpenCV's native code the short way, when the launcher has unpacked it.
///
/// JavaCPP's own way looks for every library it may ever want, CUDA's among them, in every jar of the class path, and
/// costs 0.7 s of a start (2 cores, JDK 25, 71 jars); naming the files in order costs 0.2 s, and 0.05 s with an AOT
/// cache. Without the property nothing happens here and JavaCPP does it its own way.
final class OpenCvLibraries {
    /// The folder that holds the libraries, flat.
    private static final String FOLDER = "fovea.opencv.path";

    /// Each after those it needs. OpenBLAS is linked into OpenCV's core; not every platform has every runtime library.
    /// Where a name ends in a dot, OpenCV's version follows: packages for older systems have older ones.
    private static final List<String> ORDER = List.of(
            "libgcc_s.so.1",
            "libquadmath.so.0",
            "libgfortran.so.5",
            "libopenblas.so.0",
            "libjnijavacpp.so",
            "libopencv_core.so.",
            "libopencv_imgproc.so.",
            "libopencv_imgcodecs.so.",
            "libjniopencv_core.so",
            "libjniopencv_imgproc.so",
            "libjniopencv_imgcodecs.so");

    private OpenCvLibraries() {}

    /// Call before the first use of a class of OpenCV. Loading twice does no harm.
    ///
    /// @throws UnsatisfiedLinkError when a library does not fit this machine
    @SuppressWarnings("restricted") // Reviewed: the one place that loads native code by path.
    static void load() {
        String folder = System.getProperty(FOLDER, "");
        if (folder.isEmpty()) {
            return;
        }
        System.setProperty("org.bytedeco.javacpp.loadlibraries", "false");
        for (String name : ORDER) {
            find(Path.of(folder), name).ifPresent(library -> System.load(library.toString()));
        }
    }

    private static Optional<Path> find(Path folder, String name) {
        if (!name.endsWith(".")) {
            return Optional.of(folder.resolve(name).toAbsolutePath()).filter(Files::exists);
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(name))
                    .map(Path::toAbsolutePath)
                    .min(Comparator.naturalOrder());
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " of " + FOLDER + " cannot be listed", e);
        }
    }
}
