package dev.fovea.bench;

import dev.fovea.bench.child.DaemonCommand;
import dev.fovea.bench.child.DaemonProcess;
import dev.fovea.bench.measure.Report;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// How a benchmark's daemon is started.
final class ChildOptions {
    static final Duration READY_MAX = Duration.ofSeconds(60);

    @Option(
            names = "--daemon-option",
            paramLabel = "WORD",
            description = "A further word for the command line of ./fovea serve; repeat it for more")
    private List<String> more = new ArrayList<>();

    @Option(
            names = "--this-class-path",
            description = "Run the daemon from this process's class path instead of the launcher's command line: for "
                    + "development, not for figures")
    private boolean thisClassPath;

    @Option(names = "--small", description = "Run the daemon as ./fovea --small serve does: for a board of 2 GB")
    private boolean small;

    boolean small() {
        return small;
    }

    List<String> more() {
        return List.copyOf(more);
    }

    /// Starts one on an empty folder and waits until it is ready.
    DaemonProcess start(DaemonCommand command, Path folder, List<String> extra) {
        List<String> words = new ArrayList<>(extra);
        words.addAll(more);
        Path log = folder.resolve("daemon.log");
        DaemonProcess daemon =
                DaemonProcess.start(command, folder.resolve("data"), DaemonProcess.freePort(), words, log);
        daemon.ready(READY_MAX);
        return daemon;
    }

    /// For the report: what runs.
    DaemonCommand command(Path root, Report report) {
        DaemonCommand command = thisClassPath
                ? DaemonCommand.ofThisClassPath()
                : small ? DaemonCommand.ofSmallLauncher(root) : DaemonCommand.ofLauncher(root);
        report.fact(
                "daemon",
                command.words().stream().filter(word -> !word.contains(".jar")).toList());
        return command;
    }
}
