package dev.fovea.bench.receive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// DCMTK's `storescu`, several at a time, each with one association and one file sent again and again as another
/// instance of another study and patient. The next goes out when the one before it was acknowledged.
public final class Push {
    public static final Path PROGRAM = Path.of("/usr/bin/storescu");

    private static final Duration PUSH_MAX = Duration.ofMinutes(30);

    private final List<Path> files;
    private final Path log;

    /// @param files one for each sender
    /// @param log receives what they say
    public Push(List<Path> files, Path log) {
        this.files = List.copyOf(files);
        this.log = log;
    }

    /// How many are sent at a time.
    public int senders() {
        return files.size();
    }

    /// Objects acknowledged per second, from the first connection to the last acknowledgement.
    ///
    /// @param each objects of each sender
    /// @throws IllegalStateException when not every one was stored
    public double rate(Receiver to, int each) {
        long before = to.stored();
        long begin = System.nanoTime();
        List<Process> processes = new ArrayList<>();
        try {
            for (Path file : files) {
                processes.add(new ProcessBuilder(words(to, each, file))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start());
            }
            for (Process process : processes) {
                end(process);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + PROGRAM, e);
        } finally {
            processes.forEach(Process::destroy);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        long stored = to.stored() - before;
        if (stored != (long) each * files.size()) {
            throw new IllegalStateException(to.name() + " was sent " + each * files.size() + " objects and has "
                    + stored + " more than before; see " + log);
        }
        to.settle();
        written();
        return stored / seconds;
    }

    /// What one receiver left for the kernel to write must not be written while the next is measured.
    private static void written() {
        Server.run(List.of("/usr/bin/sync"));
    }

    private static List<String> words(Receiver to, int each, Path file) {
        return List.of(
                PROGRAM.toString(),
                "--aetitle",
                "BENCH",
                "--call",
                to.title(),
                "--repeat",
                Integer.toString(each),
                "--invent-series",
                "1",
                "--invent-study",
                "1",
                "--invent-patient",
                "1",
                "127.0.0.1",
                Integer.toString(to.port()),
                file.toString());
    }

    private static void end(Process process) {
        try {
            if (!process.waitFor(PUSH_MAX.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(PROGRAM + " did not end within " + PUSH_MAX);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(PROGRAM + " ended with " + process.exitValue());
        }
    }
}
