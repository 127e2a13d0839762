package dev.fovea.cli;

import dev.fovea.app.DaemonConfig;
import dev.fovea.bundle.Bundle;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Grades files here and now: no daemon, no spool, nothing kept.
@Command(
        name = "grade",
        mixinStandardHelpOptions = true,
        description = {
            "Grades pictures here and now, without the daemon; nothing is kept.",
            "Where a picture's folder is named like a class of the model, the agreement is shown too."
        },
        exitCodeListHeading = "%nExit code, of all that apply the highest:%n",
        exitCodeList = {
            "0:every picture was graded, none shows a sign, none is uncertain",
            "1:at least one shows a sign or is uncertain: a person should look",
            "2:at least one cannot be graded",
            "3:at least one failed",
            "64:the command line was not understood"
        })
final class GradeCommand implements Callable<Integer> {
    private static final int THREADS_MAX = 64;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|FOLDER",
            description = "JPEG, PNG, TIFF or DICOM, or folders of such.")
    private List<Path> named = List.of();

    @Option(names = "--task", paramLabel = "TASK", description = "The built-in model's task; default: the first.")
    private Optional<String> task = Optional.empty();

    @Option(names = "--model", paramLabel = "BUNDLE", description = "A model bundle, folder or zip, instead.")
    private Optional<Path> model = Optional.empty();

    @Option(names = "--threads", paramLabel = "N", description = "Pictures at once; default: one per core.")
    private int threads = Math.min(THREADS_MAX, Runtime.getRuntime().availableProcessors());

    @ArgGroup
    private Format format = new Format();

    /// At most one of them.
    private static final class Format {
        @Option(names = "--json", description = "One JSON document instead of a table.")
        private boolean json;

        @Option(names = "--csv", description = "Comma-separated values instead of a table.")
        private boolean csv;

        Report report() {
            if (json) {
                return Report.JSON;
            }
            return csv ? Report.CSV : Report.TABLE;
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        if (threads < 1 || threads > THREADS_MAX) {
            throw wrong("--threads must be 1 to " + THREADS_MAX + ", was " + threads);
        }
        Pictures pictures = pictures();
        Bundle bundle = bundle();
        Progress progress = Progress.of(pictures.files().size());
        Grading grading = new GradeRun(bundle, threads).grade(pictures, progress);
        PrintWriter out = spec.commandLine().getOut();
        out.print(format.report().of(grading));
        out.flush();
        return grading.exitCode().number();
    }

    private Pictures pictures() {
        try {
            return Pictures.under(named);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private Bundle bundle() {
        Optional<Bundle> given = model.map(Bundle::open);
        if (given.isPresent()
                && task.isPresent()
                && !task.equals(given.map(bundle -> bundle.manifest().task()))) {
            throw wrong("--task " + task.get() + " is not the task of " + model.get() + ", which is "
                    + given.get().manifest().task());
        }
        return given.orElseGet(() -> Bundle.embedded(
                task.orElse(DaemonConfig.defaults().models().tasks().getFirst())));
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
