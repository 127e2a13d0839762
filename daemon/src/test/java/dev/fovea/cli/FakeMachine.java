package dev.fovea.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A folder that plays a machine for the launcher: a clone with a space in its path, a PATH with only what every Debian
/// has, and stand-ins for Java, Maven and apt that write down how they were called.
final class FakeMachine {
    private static final List<String> EVERY_DEBIAN_HAS = List.of(
            "bash",
            "basename",
            "cat",
            "cp",
            "dirname",
            "env",
            "find",
            "flock",
            "grep",
            "head",
            "ln",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sha256sum",
            "sleep",
            "stat",
            "tail",
            "tee",
            "timeout",
            "touch",
            "uname");
    private static final int SECONDS_MAX = 60;

    private final Path folder;

    FakeMachine(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(bin());
            for (String tool : EVERY_DEBIAN_HAS) {
                executable(bin().resolve(tool), "exec " + real(tool) + " \"$@\"");
            }
            for (String module : List.of("inference", "daemon", "benchmarks")) {
                Files.createDirectories(checkout().resolve(module + "/src/main/java"));
                Files.writeString(checkout().resolve(module + "/pom.xml"), "<project/>");
            }
            Files.writeString(checkout().resolve("pom.xml"), "<project>\n  <version>0.1.0</version>\n</project>\n");
            Files.copy(Path.of("..", "fovea"), launcher());
            executable(bin().resolve("id"), "echo 1000");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a run printed and how it ended; `calls` are the stand-ins' notes, in order.
    record Run(int exit, String out, String err, List<String> calls) {}

    Path checkout() {
        return folder.resolve("a clone");
    }

    Path launcher() {
        return checkout().resolve("fovea");
    }

    /// A file of the folder `verify`.
    void verification(String name, String... lines) {
        try {
            Files.createDirectories(checkout().resolve("verify"));
            Files.write(checkout().resolve("verify").resolve(name), List.of(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path bin() {
        return folder.resolve("bin");
    }

    Path jvms() {
        return folder.resolve("jvm");
    }

    /// A JDK that prints its arguments one per line, and makes an AOT cache when asked for one.
    Path jdk(String version) {
        Path jdk = jvms().resolve("jdk-" + version);
        write(jdk.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        write(jdk.resolve("lib/modules"), version);
        executable(jdk.resolve("bin/javac"), "exit 1");
        executable(jdk.resolve("bin/jar"), "mkdir -p \"$3\"; : >\"$3/libonnxruntime.so\"");
        executable(jdk.resolve("bin/java"), """
                for argument in "$@"; do
                  case $argument in
                    -XX:AOTCacheOutput=*) note training; : >"${argument#*=}"; exit 0 ;;
                  esac
                done
                printf '%s\\n' "$@"
                exit "${JAVA_EXIT:-0}"
                """);
        return jdk;
    }

    /// A Maven that "builds" the jars the launcher looks for.
    void maven() {
        executable(bin().resolve("mvn"), """
                note mvn "$@"
                echo "[INFO] JAVA_HOME is $JAVA_HOME"
                mkdir -p daemon/target/lib benchmarks/target/lib
                case "$*" in
                  *distill*-Dgpu*) mkdir -p distill/target/lib-gpu; : >distill/target/lib-gpu/pytorch.jar ;;
                  *distill*) mkdir -p distill/target/lib; : >distill/target/lib/pytorch.jar ;;
                esac
                : >daemon/target/daemon-0.1.0.jar
                : >benchmarks/target/benchmarks-0.1.0.jar
                for jar in onnxruntime-1 sqlite-jdbc-1 {javacpp,openblas,opencv}-1{,-linux-{x86_64,arm64}}; do
                  [[ -e daemon/target/lib/$jar.jar ]] || : >"daemon/target/lib/$jar.jar"
                done
                """);
    }

    void brokenMaven() {
        executable(bin().resolve("mvn"), """
                echo "[INFO] Compiling"
                echo "[ERROR] Eye.java:[3,7] cannot find symbol"
                exit 1
                """);
    }

    /// An apt-get that makes the commands whose packages are asked for.
    void apt() {
        executable(bin().resolve("apt-get"), """
                note apt-get "$@"
                case "$*" in
                  *maven*) cp "$MACHINE/maven" "$MACHINE/bin/mvn" ;;
                esac
                """);
        maven();
        move(bin().resolve("mvn"), folder.resolve("maven"));
    }

    void root() {
        executable(bin().resolve("id"), "echo 0");
    }

    void tool(String name) {
        executable(bin().resolve(name), "exit 0");
    }

    Run fovea(String... arguments) {
        return run(folder, launcher(), Map.of(), arguments);
    }

    /// Runs the launcher with no terminal and a closed standard input, in the folder given.
    Run run(Path directory, Path command, Map<String, String> environment, String... arguments) {
        List<String> line = new ArrayList<>(List.of(bin().resolve("bash").toString(), "-c", "exec \"$@\" <&-", "-"));
        line.add(command.toString());
        line.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", bin().toString());
        builder.environment().put("HOME", folder.resolve("home").toString());
        builder.environment().put("FOVEA_JVM_FOLDERS", jvms().toString());
        builder.environment().put("MACHINE", folder.toString());
        builder.environment().putAll(environment);
        try {
            Files.deleteIfExists(notes());
            Process process = builder.start();
            if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(
                        "the launcher ran longer than " + SECONDS_MAX + " s: " + Files.readString(err));
            }
            List<String> calls = Files.exists(notes()) ? Files.readAllLines(notes()) : List.of();
            return new Run(process.exitValue(), Files.readString(out), Files.readString(err), calls);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private Path notes() {
        return folder.resolve("calls");
    }

    private static Path real(String tool) {
        for (String place : List.of("/usr/bin", "/bin")) {
            Path candidate = Path.of(place, tool);
            if (Files.isExecutable(candidate)) {
                return candidate;
            }
        }
        throw new AssertionError("this machine has no " + tool);
    }

    private void executable(Path file, String script) {
        write(file, "#!" + real("bash") + "\nset -e\nnote() { echo \"$@\" >>'" + notes() + "'; }\n" + script + "\n");
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
