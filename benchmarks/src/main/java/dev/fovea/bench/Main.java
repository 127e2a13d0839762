package dev.fovea.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `./fovea bench`.
@Command(
        name = "fovea bench",
        mixinStandardHelpOptions = true,
        description = {"""
            Measures what Fovea claims. Every ratio has both sides from one run, in interleaved repeats; \
            each command prints medians, PASS or SHORT against its target, and one JSON line.""", """
            Exit code: 0 every target met (or the measurement skipped, with its reason), 1 short of one, 2 \
            wrong usage."""},
        subcommands = {
            CrashCommand.class,
            DicomCommand.class,
            EngineCommand.class,
            GpuCommand.class,
            JmhCommand.class,
            LoadCommand.class,
            LoneCommand.class,
            MemoryCommand.class,
            OverloadCommand.class,
            ParityCommand.class,
            PathCommand.class,
            ReferenceCommand.class,
            RooflineCommand.class,
            StartCommand.class
        })
final class Main implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Main() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which benchmark?");
    }

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main());
        agree(line);
        return line;
    }

    /// The exit codes of ./fovea (sysexits.h): 1 is kept for a target that was not met.
    private static void agree(CommandLine line) {
        line.getCommandSpec().exitCodeOnInvalidInput(64).exitCodeOnExecutionException(70);
        line.getSubcommands().values().forEach(Main::agree);
    }
}
