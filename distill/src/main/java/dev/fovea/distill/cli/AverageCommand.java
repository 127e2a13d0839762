package dev.fovea.distill.cli;

import dev.fovea.distill.train.Run;
import dev.fovea.distill.train.Soup;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Makes one run of several that began alike.
@Command(
        name = "average",
        mixinStandardHelpOptions = true,
        description = {
            "Averages the best weights of runs that began from the same weights (a model soup) into a new run folder.",
            "Whether the mean is any better, evaluate --part validation tells."
        })
final class AverageCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--of", required = true, paramLabel = "RUN", description = "A run folder; at least two of them.")
    private List<Path> runs = List.of();

    @Option(names = "--run", required = true, paramLabel = "FOLDER", description = "Of the mean; a new one.")
    private Path out = Path.of("");

    @Override
    public Integer call() {
        Run mean = Soup.of(runs.stream().map(Run::open).toList(), out);
        spec.commandLine().getOut().println("the mean of " + runs.size() + " runs is in " + mean.folder());
        return ExitCode.OK.number();
    }
}
