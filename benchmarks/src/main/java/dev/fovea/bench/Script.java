package dev.fovea.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs one of this module's Python scripts with the distribution's interpreter, whose torch is the reference's.
final class Script {
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final int NEEDS_PACKAGES = 3;

    private Script() {}

    /// What it printed, or why it cannot run here.
    sealed interface Run {
        record Printed(List<String> lines) implements Run {}

        record Missing(String reason) implements Run {}
    }

    static Run run(Path root, String name, List<String> arguments, Path folder, Duration max) {
        if (!Files.isExecutable(PYTHON)) {
            return new Run.Missing("there is no " + PYTHON);
        }
        List<String> command = new ArrayList<>(List.of(
                PYTHON.toString(),
                root.resolve("benchmarks/src/main/python").resolve(name).toString()));
        command.addAll(arguments);
        Path output = folder.resolve(name + ".out");
        Path errors = folder.resolve(name + ".err");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
            builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
            Process process = builder.start();
            if (!process.waitFor(max.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(name + " did not end within " + max.toSeconds() + " s");
            }
            List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
            return switch (process.exitValue()) {
                case 0 -> new Run.Printed(lines);
                case NEEDS_PACKAGES -> new Run.Missing(String.join(" ", lines));
                default -> throw new IllegalStateException(name + " failed:\n" + Files.readString(errors));
            };
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
