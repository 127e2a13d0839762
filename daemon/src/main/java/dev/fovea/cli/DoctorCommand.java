package dev.fovea.cli;

import dev.fovea.app.DaemonConfig;
import dev.fovea.cameras.CameraSet;
import dev.fovea.cli.Diagnosis.Ill;
import dev.fovea.cli.Diagnosis.Well;
import dev.fovea.jetson.Box;
import dev.fovea.spool.SpoolRebuild;
import dev.fovea.spool.SpoolRebuild.Rebuilt;
import dev.fovea.store.DataFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What is well on this machine, what is not, and what to do about it.
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Looks at everything the daemon needs, one line each: ok, note, or FAULT with what to do.",
            "Changes nothing unless told to rebuild the index. docs/field-guide.md explains each line."
        },
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {"0:no fault", "3:at least one fault"})
final class DoctorCommand implements Callable<Integer> {
    /// How long connected cameras may take to send a picture, all together.
    private static final Duration PICTURE_MAX = Duration.ofSeconds(10);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--config", paramLabel = "FILE", description = "The daemon's settings.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--data", paramLabel = "FOLDER", description = "In place of data.folder.")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--all", description = "Look at every photograph instead of a sample.")
    private boolean all;

    @Option(
            names = "--rebuild-index",
            description =
                    "Make a new database from the photographs and the identities beside them; the old one is kept.")
    private boolean rebuild;

    private boolean fault;

    @Override
    public Integer call() {
        say(MachineChecks.java(Runtime.version()));
        say(MachineChecks.memory(meminfo()));
        say(MachineChecks.clock(Instant.now()));
        settings().ifPresent(config -> {
            say(MachineChecks.port(config.web().host(), config.web().port()));
            say(MachineChecks.freeSpace(config.dataFolder(), config.spool().diskFreeMin()));
            say(MachineChecks.sync(config.dataFolder()));
            Box box = new Box(config.box().root(), config.box().toolMax());
            BoardChecks.of(box, Instant.now()).forEach(this::say);
            config.models()
                    .tasks()
                    .forEach(task ->
                            say(ModelChecks.of(task, () -> config.models().bundle(task))));
            CameraChecks.of(
                            new DataFolder(config.dataFolder()).cameras(),
                            config.models().tasks(),
                            config.models()::bundle)
                    .forEach(this::say);
            connections(config).forEach(this::say);
            if (rebuild) {
                say(rebuild(new DataFolder(config.dataFolder())));
            }
            DataChecks.of(config.dataFolder(), all).forEach(this::say);
        });
        return (fault ? ExitCode.FAILED : ExitCode.OK).number();
    }

    /// A running daemon is asked. With Ctrl-C the cameras' programs must end too: they do not hear of it, and would
    /// keep the devices.
    private static List<Diagnosis> connections(DaemonConfig config) {
        Optional<List<Diagnosis>> told =
                DaemonCameras.of(config.web().host(), config.web().port());
        if (told.isPresent()) {
            return told.get();
        }
        CameraSet cameras = config.connect(System::nanoTime);
        Thread stop = Thread.ofPlatform().name("stop").unstarted(cameras::close);
        Runtime.getRuntime().addShutdownHook(stop);
        try (cameras) {
            return ConnectionChecks.of(cameras, PICTURE_MAX);
        } finally {
            remove(stop);
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // It runs already.
        }
    }

    private Optional<DaemonConfig> settings() {
        try {
            DaemonConfig config = new Where(Optional.empty(), data)
                    .in(file.map(DaemonConfig::read).orElseGet(DaemonConfig::defaults));
            say(new Well("settings", file.map(Path::toString).orElse("the defaults")));
            return Optional.of(config);
        } catch (IllegalArgumentException e) {
            say(new Ill("settings", String.valueOf(e.getMessage()), "docs/configuration.md lists every setting."));
            return Optional.empty();
        }
    }

    private static Diagnosis rebuild(DataFolder folder) {
        Rebuilt rebuilt = SpoolRebuild.run(folder, Instant.now());
        return new Well(
                "index",
                "made anew: " + rebuilt.captures() + " captures, " + rebuilt.answers() + " with their answers, "
                        + rebuilt.charts() + " chart entries and reports, "
                        + rebuilt.unreadable() + " identities unreadable, " + rebuilt.nameless()
                        + " photographs without one; the old database is "
                        + rebuilt.aside().map(Path::toString).orElse("gone"));
    }

    private static String meminfo() {
        try {
            return Files.readString(Path.of("/proc/meminfo"));
        } catch (IOException notLinux) {
            return "";
        }
    }

    /// Each line as soon as it is known: the next check may take long.
    private void say(Diagnosis diagnosis) {
        PrintWriter out = spec.commandLine().getOut();
        List<String> lines = diagnosis.lines();
        lines.forEach(out::println);
        out.flush();
        fault |= diagnosis instanceof Ill;
    }
}
