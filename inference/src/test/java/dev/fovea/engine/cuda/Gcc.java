package dev.fovea.engine.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// The machine's C compiler, for libraries that stand in for NVIDIA's. A test that needs it is skipped where it
/// is not.
public final class Gcc {
    private Gcc() {}

    /// Compiles a source from the class path into a shared library.
    ///
    /// @param library the file to make; without a soname, unless an option gives it one
    /// @param options as `-DDEVICES=1`
    public static Path library(Class<?> owner, String source, Path library, String... options) {
        Path gcc = Path.of("/usr/bin/gcc");
        Assumptions.assumeTrue(Files.isExecutable(gcc), "gcc is not installed: no stand-in for NVIDIA's libraries");
        try (InputStream in = owner.getResourceAsStream(source)) {
            if (in == null) {
                throw new AssertionError(source + " is not on the class path");
            }
            Path file = library.resolveSibling(library.getFileName() + ".c");
            Files.createDirectories(library.toAbsolutePath().getParent());
            Files.write(file, in.readAllBytes());
            List<String> command =
                    new ArrayList<>(List.of(gcc.toString(), "-shared", "-fPIC", "-O1", "-Wall", "-Werror"));
            command.addAll(List.of(options));
            command.addAll(List.of("-o", library.toString(), file.toString()));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError("gcc: " + said);
            }
            return library;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
