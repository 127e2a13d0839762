package dev.fovea.bench.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The command line of a daemon, up to its subcommand.
///
/// @param words the Java binary, its flags, the class path and the main class
public record DaemonCommand(List<String> words) {
    /// The launcher may build first.
    private static final Duration BUILD_MAX = Duration.ofMinutes(30);

    public DaemonCommand {
        words = List.copyOf(words);
    }

    /// What `./fovea serve` would run on this machine, flags, AOT cache and all.
    ///
    /// @param root the repository's root
    public static DaemonCommand ofLauncher(Path root) {
        return ofLauncher(root, List.of());
    }

    /// What `./fovea --small serve` would run.
    public static DaemonCommand ofSmallLauncher(Path root) {
        return ofLauncher(root, List.of("--small"));
    }

    private static DaemonCommand ofLauncher(Path root, List<String> profile) {
        try {
            Path folder = Files.createTempDirectory("fovea-bench");
            List<String> line = new ArrayList<>(List.of(root.resolve("fovea").toString()));
            line.addAll(profile);
            line.add("command");
            List<String> words = run(line, folder, BUILD_MAX).lines().toList();
            Files.delete(folder.resolve("command.out"));
            Files.delete(folder);
            if (words.size() < 3) {
                throw new IllegalStateException("./fovea command printed no command line: " + words);
            }
            return new DaemonCommand(words);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot ask the launcher for its command line", e);
        }
    }

    /// This process's own classes, for tests that run before anything is packaged.
    public static DaemonCommand ofThisClassPath() {
        return new DaemonCommand(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-ea",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.fovea.cli.Main"));
    }

    /// Runs another subcommand to its end.
    ///
    /// @param folder receives what it writes
    /// @return its standard output, whatever its exit code
    public String output(List<String> more, Path folder, Duration max) {
        return run(with(more), folder, max);
    }

    private static String run(List<String> command, Path folder, Duration max) {
        Path output = folder.resolve("command.out");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(max.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(command.getFirst() + " did not end within " + max.toSeconds() + " s");
            }
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command.getFirst(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + command.getFirst() + " was running", e);
        }
    }

    /// The folder above this one that holds the launcher.
    public static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isExecutable(folder.resolve("fovea")) && Files.exists(folder.resolve("pom.xml"))) {
                return folder;
            }
        }
        throw new IllegalStateException("run this inside the repository: no ./fovea here or above");
    }

    /// The same with a subcommand and its options.
    List<String> with(List<String> more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(more);
        return all;
    }
}
