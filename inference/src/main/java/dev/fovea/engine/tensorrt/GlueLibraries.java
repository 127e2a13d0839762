package dev.fovea.engine.tensorrt;

import dev.fovea.engine.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;

/// The small libraries between Java and TensorRT. They come in jars; the launcher and the packages unpack them
/// once, so that no start has to.
public final class GlueLibraries {
    /// Where they lie unpacked; without it, or where one is missing, they come out of their jar.
    public static final String FOLDER = "fovea.tensorrt.glue";

    /// Where OpenCV's libraries lie unpacked, and JavaCPP's own, which OpenCV and TensorRT share, beside them.
    private static final String SHARED_FOLDER = "fovea.opencv.path";

    private GlueLibraries() {}

    /// @param owner a class whose class path has the jar
    /// @throws EngineException when it is nowhere
    public static Path find(Class<?> owner, String library) {
        Path unpacked = Path.of(System.getProperty(FOLDER, "")).resolve(library);
        return System.getProperty(FOLDER) != null && Files.isRegularFile(unpacked) ? unpacked : unpack(owner, library);
    }

    /// JavaCPP's own library where it lies unpacked. A package has it nowhere else; without the folder it is in
    /// its jar, where JavaCPP finds it.
    public static Optional<Path> javaCpp() {
        return Optional.ofNullable(System.getProperty(SHARED_FOLDER))
                .map(folder -> Path.of(folder).resolve("libjnijavacpp.so"))
                .filter(Files::isRegularFile);
    }

    private static Path unpack(Class<?> owner, String library) {
        String resource = "/org/bytedeco/tensorrt/" + platform() + "/" + library;
        try (InputStream in = owner.getResourceAsStream(resource)) {
            if (in == null) {
                throw new EngineException(library + " is neither unpacked nor on the class path as " + resource);
            }
            Path copy = Files.createTempDirectory("fovea-tensorrt").resolve(library);
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            copy.toFile().deleteOnExit();
            return copy;
        } catch (IOException e) {
            throw new EngineException(library + " cannot be unpacked: " + e, e);
        }
    }

    private static String platform() {
        return switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
            case "aarch64", "arm64" -> "linux-arm64";
            default -> "linux-x86_64";
        };
    }
}
