package dev.fovea.trtbuild;

import dev.fovea.trtbuild.BuildLine.Done;
import dev.fovea.trtbuild.BuildLine.Failed;
import dev.fovea.trtbuild.BuildLine.Fault;
import dev.fovea.trtbuild.BuildLine.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A process that builds, held to its limits. Whatever it does, [#run] returns, and the process is gone then.
final class ChildProcess {
    private static final System.Logger LOG = System.getLogger(ChildProcess.class.getName());

    /// By SIGKILL. Another builder would want as much memory.
    private static final int KILLED = 137;

    /// How often its time and memory are looked at.
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private static final Duration END_MAX = Duration.ofSeconds(10);

    /// A builder says some hundred lines; one that says more than this would fill the disk.
    private static final long LOG_BYTES_MAX = 16L << 20;

    private static final Path NICE = Path.of("/usr/bin/nice");

    private final Watch watch;
    private final Path log;

    /// @param root `/`, or a copy of another machine's
    /// @param nanos the clock
    record Watch(BuildSettings limits, Path root, java.util.function.LongSupplier nanos) {}

    /// @param log gets what the process says on standard error
    ChildProcess(Watch watch, Path log) {
        this.watch = watch;
        this.log = log;
    }

    /// How a process ended.
    sealed interface End {
        record Made(String agreement) implements End {}

        /// @param anotherMayTry whether another builder on this machine has any hope
        record Failure(String reason, boolean anotherMayTry) implements End {}
    }

    /// Runs it to its end. The daemon serves meanwhile: it has the cores first, and when memory runs out the
    /// kernel shall take this process and not the daemon.
    ///
    /// @param progress told by another thread
    /// @throws InterruptedException when the caller is; the process is killed then
    End run(List<String> command, Consumer<Progress> progress) throws InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(niced(command))
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            return new End.Failure("the builder cannot be started: " + e.getMessage(), true);
        }
        beTheFirstToGo(process.pid());
        AtomicReference<Optional<BuildLine>> last = new AtomicReference<>(Optional.empty());
        Thread reader = Thread.ofVirtual().start(() -> read(process, last, progress));
        try {
            Optional<End> killed = guard(process);
            reader.join(END_MAX);
            return killed.orElseGet(() -> end(process.exitValue(), last.get()));
        } finally {
            process.destroyForcibly();
        }
    }

    /// Empty when it ended by itself.
    private Optional<End> guard(Process process) throws InterruptedException {
        long start = watch.nanos().getAsLong();
        while (!process.waitFor(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
            Optional<String> reason = excess(process.pid(), watch.nanos().getAsLong() - start);
            if (reason.isPresent()) {
                process.destroyForcibly();
                process.waitFor(END_MAX.toMillis(), TimeUnit.MILLISECONDS);
                return Optional.of(new End.Failure(reason.get(), false));
            }
        }
        return Optional.empty();
    }

    private Optional<String> excess(long pid, long nanos) {
        BuildSettings limits = watch.limits();
        if (nanos > limits.timeMax().toNanos()) {
            return Optional.of(
                    "the build was stopped after " + limits.timeMax().toSeconds() + " s (tensorrt.build-time-max)");
        }
        if (log.toFile().length() > LOG_BYTES_MAX) {
            return Optional.of(
                    "the build was stopped because it said more than " + (LOG_BYTES_MAX >> 20) + " MiB; see " + log);
        }
        long held = Memory.held(watch.root(), pid);
        if (held > limits.memoryMax()) {
            return Optional.of("the build was stopped because it held " + (held >> 20) + " MiB of memory, more than "
                    + (limits.memoryMax() >> 20) + " MiB (tensorrt.build-memory-max)");
        }
        if (Memory.now(watch.root()).map(Memory::exhausted).orElse(false)) {
            return Optional.of("the build was stopped because the machine's memory was nearly used up: add swap");
        }
        return Optional.empty();
    }

    private End end(int exit, Optional<BuildLine> last) {
        End died = new End.Failure("the builder died (" + cause(exit) + "); what it said is in " + log, exit != KILLED);
        return last.<End>map(line -> switch (line) {
                    case Done(var agreement) when exit == ChildMain.MADE -> new End.Made(agreement);
                    case Failed(var fault, var reason) -> new End.Failure(reason, fault == Fault.BUILDER);
                    case Done _, Progress _ -> died;
                })
                .orElse(died);
    }

    private static List<String> niced(List<String> command) {
        return Files.isExecutable(NICE)
                ? Stream.concat(Stream.of(NICE.toString(), "-n", "10"), command.stream())
                        .toList()
                : command;
    }

    private static void beTheFirstToGo(long pid) {
        try {
            Files.writeString(Path.of("/proc/" + pid + "/oom_score_adj"), "1000");
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "oom_score_adj of the builder cannot be set: {0}", e.toString());
        }
    }

    /// A process that was ended by a signal exits with 128 and the signal's number.
    private static String cause(int exit) {
        return switch (exit) {
            case 134 -> "SIGABRT: TensorRT gave up";
            case KILLED -> "SIGKILL: somebody, or the kernel for want of memory, killed it";
            case 139 -> "SIGSEGV: TensorRT crashed";
            default -> "exit code " + exit;
        };
    }

    private static void read(Process process, AtomicReference<Optional<BuildLine>> last, Consumer<Progress> progress) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                BuildLine.parse(line).ifPresent(said -> {
                    last.set(Optional.of(said));
                    if (said instanceof Progress now) {
                        progress.accept(now);
                    }
                });
            }
        } catch (IOException | UncheckedIOException gone) {
            // The process has ended; its exit code says the rest.
        }
    }
}
