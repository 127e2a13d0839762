package dev.fovea.packaging;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A program of the machine's.
final class Tool {
    private static final int SECONDS_MAX = 120;

    /// The folder of the whole project: tests run in their module's.
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Tool() {}

    /// How it ended, and all it said.
    record Run(int exit, String said) {}

    /// Skips the test on a machine without the program.
    static void needed(String program, String debianPackage) {
        boolean there = Arrays.stream(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        assumeTrue(there, program + " is not here; apt-get install " + debianPackage);
    }

    static Run run(Path folder, String... command) {
        try {
            Path said = Files.createTempFile("tool", ".txt");
            Process process = new ProcessBuilder(List.of(command))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", command) + " ran longer than " + SECONDS_MAX + " s");
            }
            String text = Files.readString(said, StandardCharsets.UTF_8);
            Files.delete(said);
            return new Run(process.exitValue(), text);
        } catch (IOException e) {
            throw new AssertionError(String.join(" ", command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
