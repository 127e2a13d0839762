package dev.fovea.engine.tensorrt;

import dev.fovea.engine.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The small libraries between Java and TensorRT. They come in jars; the launcher and the packages unpack them
/// once, so that no start has to.
///
/// They are loaded in our own order with JavaCPP's loading off: left to itself, JavaCPP would load cuBLAS, cuDNN
/// and more that nothing here needs, and fail where one of them is missing.
public final class GlueLibraries {
    /// Where they lie unpacked; without it, or where one is missing, they come out of their jar.
    public static final String FOLDER = "fovea.tensorrt.glue";

    /// Where OpenCV's libraries lie unpacked, and JavaCPP's own, which OpenCV and TensorRT share, beside them.
    private static final String SHARED_FOLDER = "fovea.opencv.path";

    /// JavaCPP reads it at every load. While it is false, OpenCV cannot load either.
    private static final String LOADING = "org.bytedeco.javacpp.loadlibraries";

    private GlueLibraries() {}

    /// What is loaded.
    ///
    /// @param javaCpp JavaCPP's loader, loaded itself; its lock keeps everybody else from loading meanwhile
    /// @param used every class of TensorRT's that is touched: each loads its library when it is initialised, so
    ///     all of them must be while that is off
    /// @param usedToBuild likewise, where there is a parser
    public record Glue(Class<?> javaCpp, List<Class<?>> used, List<Class<?>> usedToBuild) {
        public Glue {
            used = List.copyOf(used);
            usedToBuild = List.copyOf(usedToBuild);
        }
    }

    /// Loads NVIDIA's libraries and the glue to them.
    ///
    /// @throws EngineException when one of them is missing or cannot be loaded
    public static void load(TensorRtLibraries libraries, Glue glue) {
        synchronized (glue.javaCpp()) {
            Optional<Path> javaCpp = javaCpp();
            // Where it lies unpacked so does OpenCV, which is loaded with this off, for good and perhaps just now.
            String after = javaCpp.isPresent() ? "false" : System.getProperty(LOADING, "true");
            System.setProperty(LOADING, "false");
            try {
                javaCpp.ifPresent(GlueLibraries::load);
                loadInOrder(libraries, glue);
            } catch (UnsatisfiedLinkError e) {
                throw new EngineException(
                        "TensorRT cannot be loaded from " + libraries.infer() + ": " + e.getMessage(), e);
            } catch (IllegalAccessException e) {
                throw new AssertionError("TensorRT's classes are public", e);
            } finally {
                System.setProperty(LOADING, after);
            }
        }
    }

    /// JavaCPP's own library where it lies unpacked. A package has it nowhere else; without the folder it is in
    /// its jar, where JavaCPP finds it.
    public static Optional<Path> javaCpp() {
        return Optional.ofNullable(System.getProperty(SHARED_FOLDER))
                .map(folder -> Path.of(folder).resolve("libjnijavacpp.so"))
                .filter(Files::isRegularFile);
    }

    private static void loadInOrder(TensorRtLibraries libraries, Glue glue) throws IllegalAccessException {
        Class<?> owner = glue.used().getFirst();
        load(libraries.infer());
        load(find(owner, "libjninvinfer.so"));
        initialise(glue.used());
        if (libraries.parser().isPresent()) {
            load(libraries.parser().get());
            load(find(owner, "libjninvonnxparser.so"));
            initialise(glue.usedToBuild());
        }
    }

    private static void initialise(List<Class<?>> types) throws IllegalAccessException {
        for (Class<?> type : types) {
            MethodHandles.lookup().ensureInitialized(type);
        }
    }

    @SuppressWarnings("restricted") // Reviewed: NVIDIA's libraries, and the glue to them, by full path.
    private static void load(Path library) {
        System.load(library.toAbsolutePath().toString());
    }

    private static Path find(Class<?> owner, String library) {
        Path unpacked = Path.of(System.getProperty(FOLDER, "")).resolve(library);
        return System.getProperty(FOLDER) != null && Files.isRegularFile(unpacked) ? unpacked : unpack(owner, library);
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
