package dev.fovea.jetson;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Asks one of the system's own programs for its first lines. The program lies under the root like any file, so that a
/// tree of files may bring its own.
///
/// @param timeMax the longest it may take; then it is ended
record BoardTool(Tree tree, Duration timeMax) {
    private static final int LINES_MAX = 50;

    /// The lines it says, at most so many; none when it is not there, fails to start or says nothing in time. The
    /// program is ended as soon as they are read.
    List<String> ask(int lines, String path, String... arguments) {
        List<String> said = new ArrayList<>();
        try {
            Path program = tree.at(path);
            if (!Files.isExecutable(program)) {
                return List.of();
            }
            List<String> command = new ArrayList<>(List.of(program.toString()));
            command.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("LC_ALL", "C");
            read(builder.start(), Math.min(lines, LINES_MAX), said);
        } catch (IOException | InvalidPathException absent) {
            return said;
        }
        return said;
    }

    private void read(Process process, int lines, List<String> said) throws IOException {
        Thread patience = Thread.ofVirtual().start(() -> end(process));
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            String line = reader.readLine();
            while (line != null) {
                said.add(line);
                line = said.size() < lines ? reader.readLine() : null;
            }
        } finally {
            process.destroyForcibly();
            patience.interrupt();
        }
    }

    /// Ends a program that takes too long, which ends the reading of what it says.
    private void end(Process process) {
        try {
            if (!process.waitFor(timeMax.toNanos(), TimeUnit.NANOSECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException itIsDone) {
            Thread.currentThread().interrupt();
        }
    }
}
