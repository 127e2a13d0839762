package dev.fovea.distill.cli;

import dev.fovea.bundle.BundleException;
import dev.fovea.distill.data.DataException;
import dev.fovea.distill.export.ExportException;
import dev.fovea.distill.net.StateException;
import dev.fovea.distill.train.TrainException;
import dev.fovea.engine.EngineException;
import dev.fovea.image.ImageException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/// `fovea distill`: from labelled photographs to a bundle.
@Command(
        name = "distill",
        description = "Trains the students that the daemon runs. An offline tool.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            PrepareCommand.class,
            PretrainCommand.class,
            TrainCommand.class,
            CacheTeacherCommand.class,
            DistillCommand.class,
            AverageCommand.class,
            AblationCommand.class,
            EvaluateCommand.class,
            ProbeCommand.class,
            ExportCommand.class,
            BundleCommand.class,
            KeygenCommand.class,
            SignCommand.class,
            DemoCommand.class
        })
public final class Main {
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler(Main::explain);
        usageIsUsage(line);
        return line;
    }

    private static void usageIsUsage(CommandLine line) {
        line.getCommandSpec().exitCodeOnInvalidInput(ExitCode.USAGE.number());
        line.getCommandSpec().exitCodeOnExecutionException(ExitCode.SOFTWARE.number());
        line.getSubcommands().values().forEach(Main::usageIsUsage);
    }

    /// The world failed: one sentence. We have a bug: everything, so that someone can mend it.
    private static int explain(Exception failure, CommandLine line, ParseResult parsed) throws Exception {
        if (failure instanceof DataException
                || failure instanceof StateException
                || failure instanceof ExportException
                || failure instanceof TrainException
                || failure instanceof BundleException
                || failure instanceof EngineException
                || failure instanceof ImageException
                || failure instanceof UncheckedIOException
                || failure instanceof IllegalArgumentException) {
            line.getErr().println("fovea distill " + line.getCommandName() + ": " + failure.getMessage());
            return ExitCode.FAILED.number();
        }
        throw failure;
    }
}
