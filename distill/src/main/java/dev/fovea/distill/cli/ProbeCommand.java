package dev.fovea.distill.cli;

import dev.fovea.distill.measure.Bootstrap;
import dev.fovea.distill.measure.SourceProbe;
import dev.fovea.distill.train.Grading;
import dev.fovea.distill.train.Lessons;
import dev.fovea.distill.train.Recipe;
import dev.fovea.distill.train.Run;
import dev.fovea.distill.train.Threading;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Does the student know the camera?
@Command(
        name = "probe",
        mixinStandardHelpOptions = true,
        description = {
            "Reads the source from a student's features, on all photographs of a class that several sources have.",
            "Cross-validated by patient, beside the same reading of the pictures' bare colours."
        })
final class ProbeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--run", required = true, paramLabel = "FOLDER", description = "The run.")
    private Path run = Path.of("");

    @Option(names = "--rounds", paramLabel = "N", description = "Of the bootstrap. Default: ${DEFAULT-VALUE}")
    private int rounds = 1000;

    @Override
    public Integer call() throws InterruptedException {
        Threading.check(System.getenv());
        Run trained = Run.open(run);
        Recipe recipe = trained.recipe();
        try (Lessons lessons = Lessons.open(recipe.corpus(), recipe.model().input());
                Bars bars = new Bars(spec.commandLine().getErr())) {
            Grading grading = new Grading(trained.student(), recipe.model(), lessons.exact(), false);
            Bootstrap bootstrap = new Bootstrap(recipe.course().seed(), rounds);
            SourceProbe.section(new Probing(grading, lessons).probes(bootstrap, bars))
                    .lines()
                    .forEach(spec.commandLine().getOut()::println);
        }
        return ExitCode.OK.number();
    }
}
