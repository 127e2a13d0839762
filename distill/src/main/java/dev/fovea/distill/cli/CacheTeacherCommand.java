package dev.fovea.distill.cli;

import dev.fovea.distill.data.Sample;
import dev.fovea.distill.train.Grading;
import dev.fovea.distill.train.Lessons;
import dev.fovea.distill.train.Recipe;
import dev.fovea.distill.train.Run;
import dev.fovea.distill.train.TeacherCache;
import dev.fovea.distill.train.Threading;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Asks a teacher about every photograph, once.
@Command(
        name = "cache-teacher",
        mixinStandardHelpOptions = true,
        description = "Keeps a teacher's answers to all labelled photographs of its data in the teacher's run folder.")
final class CacheTeacherCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--teacher", required = true, paramLabel = "RUN", description = "The teacher's run folder.")
    private Path teacher = Path.of("");

    @Option(names = "--flips", description = "Ask about the mirrored picture too and take the mean.")
    private boolean flips;

    @Override
    public Integer call() throws InterruptedException {
        Threading.check(System.getenv());
        try (Bars bars = new Bars(spec.commandLine().getErr())) {
            int asked = fill(Run.open(teacher), flips, bars);
            spec.commandLine().getOut().println("asked the teacher about " + asked + " pictures it had not seen");
        }
        return ExitCode.OK.number();
    }

    /// @return how many pictures the teacher had to be asked about
    static int fill(Run run, boolean flips, Bars bars) throws InterruptedException {
        Recipe recipe = run.recipe();
        try (Lessons lessons = Lessons.open(recipe)) {
            TeacherCache cache = TeacherCache.of(
                    run.folder().resolve("answers"),
                    run.hash(),
                    recipe.model().classes().size());
            List<Sample> missing =
                    cache.missing(Stream.concat(lessons.dataset().labelled().stream(), lessons.drawn().stream())
                            .toList());
            if (!missing.isEmpty()) {
                cache.add(new Grading(run.student(), recipe.model(), lessons.exact(), flips).answers(missing, bars));
            }
            return missing.size();
        }
    }
}
