package dev.fovea.cli;

import dev.fovea.app.Daemon;
import dev.fovea.app.DaemonConfig;
import dev.fovea.app.Heartbeat;
import dev.fovea.platform.Systemd;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The daemon in the foreground.
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Runs the daemon until Ctrl-C or SIGTERM. Every setting is explained in docs/configuration.md.")
final class ServeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--config", paramLabel = "FILE", description = "Settings; those left out have their defaults.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--port", paramLabel = "PORT", description = "In place of http.port; 0 takes a free one.")
    private Optional<Integer> port = Optional.empty();

    @Option(names = "--data", paramLabel = "FOLDER", description = "In place of data.folder.")
    private Optional<Path> data = Optional.empty();

    @Override
    public Integer call() throws InterruptedException {
        DaemonConfig config = config();
        PrintWriter err = spec.commandLine().getErr();
        Daemon daemon = Daemon.start(config);
        String address = "http://" + config.web().host() + ":" + daemon.port() + "/";
        err.println("Fovea is ready at " + address + " with its data in "
                + config.dataFolder().toAbsolutePath());
        err.flush();
        // What the start leaves behind would lie in the old part of the heap until that cannot grow any more.
        System.gc();
        Foreground.run(attended(daemon, "ready at " + address), err);
        return ExitCode.OK.number();
    }

    /// Under systemd it hears how the daemon is, and of the stop before it begins.
    private static AutoCloseable attended(Daemon daemon, String readyStatus) {
        Optional<Heartbeat> heartbeat = Systemd.of(
                        System.getenv(), ProcessHandle.current().pid())
                .map(systemd -> Heartbeat.start(systemd, daemon::health, readyStatus));
        return () -> {
            heartbeat.ifPresent(Heartbeat::close);
            daemon.close();
        };
    }

    private DaemonConfig config() {
        try {
            return new Where(port, data).in(file.map(DaemonConfig::read).orElseGet(DaemonConfig::defaults));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}
