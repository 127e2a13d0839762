package dev.fovea.cli;

import dev.fovea.app.DaemonConfig;
import dev.fovea.app.EngineMaker;
import dev.fovea.app.TensorRtSettings;
import dev.fovea.trtbuild.BuildProgress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Makes the engines for this machine's GPU in the foreground; a daemon that is started without them does so by itself.
@Command(
        name = "engine",
        mixinStandardHelpOptions = true,
        description = "Makes the TensorRT engines for this machine's GPU, one per task, each compared with ONNX Runtime"
                + " before it is stored. Takes minutes. A daemon makes them by itself while the CPU answers.")
final class EngineCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--config", paramLabel = "FILE", description = "The daemon's settings.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--data", paramLabel = "FOLDER", description = "In place of data.folder.")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--task", paramLabel = "TASK", description = "Only this one; default: models.tasks.")
    private Optional<String> task = Optional.empty();

    @Option(names = "--anew", description = "Even if there is a sound one.")
    private boolean anew;

    @Override
    public Integer call() throws InterruptedException {
        DaemonConfig config = new Where(Optional.empty(), data)
                .in(file.map(DaemonConfig::read).orElseGet(DaemonConfig::defaults));
        PrintWriter out = spec.commandLine().getOut();
        boolean good = switch (EngineMaker.open(config)) {
            case EngineMaker.Opened.NoGpu(var reason) -> {
                out.println("nothing to make engines for: " + reason);
                yield config.tensorRt().mode() != TensorRtSettings.Mode.REQUIRED;
            }
            case EngineMaker.Opened.Ready(var maker) -> makeAll(maker, config, out);
        };
        out.flush();
        return (good ? ExitCode.OK : ExitCode.FAILED).number();
    }

    private boolean makeAll(EngineMaker maker, DaemonConfig config, PrintWriter out) throws InterruptedException {
        out.println(maker.machine());
        boolean all = true;
        for (String one : task.map(List::of).orElse(config.models().tasks())) {
            all &= make(maker, one, out);
        }
        if (all) {
            maker.proven();
        }
        return all;
    }

    private boolean make(EngineMaker maker, String one, PrintWriter out) throws InterruptedException {
        AtomicReference<String> shown = new AtomicReference<>("");
        return switch (maker.make(one, anew, now -> show(now, shown))) {
            case EngineMaker.Made.Engine(var built, var how) -> {
                out.println(one + ": " + built.word() + ", " + how);
                yield true;
            }
            case EngineMaker.Made.None(var reason) -> {
                out.println(one + ": no engine: " + reason);
                yield false;
            }
        };
    }

    /// A line whenever the stage changes or another tenth is done.
    private void show(BuildProgress now, AtomicReference<String> shown) {
        String key = now.stage().word() + now.percent() / 10;
        if (!key.equals(shown.getAndSet(key))) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(now.task() + ": " + now.stage().word() + ", about " + now.percent() + " %, "
                    + now.elapsed().toSeconds() + " s");
            err.flush();
        }
    }
}
