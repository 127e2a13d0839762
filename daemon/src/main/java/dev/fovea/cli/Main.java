package dev.fovea.cli;

import dev.fovea.bundle.BundleException;
import dev.fovea.engine.EngineException;
import dev.fovea.http.WebException;
import dev.fovea.image.ImageException;
import dev.fovea.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/// `fovea`: the commands. Each sentence a person must read goes to standard error, each result to standard output.
@Command(
        name = "fovea",
        description = "Screens photographs of retinas beside the camera, offline.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            GradeCommand.class,
            ValidateCommand.class,
            DoctorCommand.class,
            EngineCommand.class,
            VersionCommand.class
        })
public final class Main {
    public static void main(String[] arguments) {
        System.exit(run(commandLine(), arguments));
    }

    /// The exit code, whatever happens: left to itself, the virtual machine ends with 1 after an uncaught error,
    /// and 1 means that a picture shows a sign.
    static int run(CommandLine line, String... arguments) {
        try {
            return line.execute(arguments);
        } catch (Throwable bug) {
            bug.printStackTrace(line.getErr());
            line.getErr().flush();
            return ExitCode.SOFTWARE.number();
        }
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main());
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
        if (failure instanceof BundleException
                || failure instanceof StoreException
                || failure instanceof EngineException
                || failure instanceof ImageException
                || failure instanceof WebException
                || failure instanceof IllegalArgumentException) {
            line.getErr().println("fovea " + line.getCommandName() + ": " + failure.getMessage());
            return ExitCode.FAILED.number();
        }
        if (failure instanceof IOException || failure instanceof UncheckedIOException) {
            // Its message alone may be no more than the name of a file.
            line.getErr().println("fovea " + line.getCommandName() + ": reading or writing failed: " + failure);
            return ExitCode.FAILED.number();
        }
        throw failure;
    }
}
