package dev.fovea.distill.cli;

import dev.fovea.distill.train.Lessons;
import dev.fovea.distill.train.Recipe;
import dev.fovea.distill.train.Run;
import dev.fovea.distill.train.Threading;
import dev.fovea.distill.train.Trainer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/// What the three commands that train have in common.
final class Training {
    private Training() {}

    /// The classes of the photographs, in the order of the labels.
    static List<String> classes(Recipe.Corpus corpus) {
        return Lessons.dataset(corpus.data(), corpus.modality()).classes();
    }

    /// Whether this process, on this machine, can train so.
    ///
    /// @throws dev.fovea.distill.train.TrainException when it cannot, with what to do
    static void check(Recipe.Course course) {
        Threading.check(System.getenv());
        course.place().check();
    }

    static int run(CommandSpec spec, Path folder, Recipe recipe) throws InterruptedException {
        check(recipe.course());
        PrintWriter out = spec.commandLine().getOut();
        try (Lessons lessons = Lessons.open(recipe);
                Bars bars = new Bars(spec.commandLine().getErr())) {
            Run run = Run.begin(folder, recipe, Provenance.of(recipe, lessons));
            double figure = Trainer.train(run, lessons, bars);
            out.printf(Locale.ROOT, "best %s: %.4f%n", recipe.course().figure(), figure);
            out.println("the run is in " + folder);
        }
        return ExitCode.OK.number();
    }
}
