package dev.fovea.cli;

import dev.fovea.app.DaemonConfig;
import dev.fovea.bundle.Bundle;
import dev.fovea.camera.CameraProfile;
import dev.fovea.camera.CameraProfiles;
import dev.fovea.store.DataFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Tries out a camera with the model that answers.
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = {
            "Grades a clinic's own pictures, of which it knows the truth, by the model in use; prints how well that",
            "went and keeps it in the data folder: answers to this camera's photographs then say it was validated.",
            "FOLDER has a folder per class of the model, named like it. A running daemon need not be stopped or",
            "started anew: the profile counts from its next answer on. docs/field-guide.md has the steps."
        },
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:the profile is stored",
            "3:something was not in order, nothing is stored",
            "64:the command line was not understood"
        })
final class ValidateCommand implements Callable<Integer> {
    private static final int THREADS_MAX = 64;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FOLDER", description = "With a folder of pictures for each class.")
    private Path folder = Path.of("");

    @Option(
            names = "--camera",
            required = true,
            paramLabel = "NAME",
            description = "To the letter what its photographs give as their source.")
    private String camera = "";

    @Option(names = "--task", paramLabel = "TASK", description = "Of the model in use; default: the first task.")
    private Optional<String> task = Optional.empty();

    @Option(
            names = "--model",
            paramLabel = "BUNDLE",
            description = "A bundle, folder or zip, that is to come into use. It must be signed as the daemon demands.")
    private Optional<Path> model = Optional.empty();

    @Option(names = "--config", paramLabel = "FILE", description = "The daemon's settings.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--data", paramLabel = "FOLDER", description = "In place of data.folder.")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--threads", paramLabel = "N", description = "Pictures at once; default: one per core.")
    private int threads = Math.min(THREADS_MAX, Runtime.getRuntime().availableProcessors());

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (threads < 1 || threads > THREADS_MAX) {
            throw wrong("--threads must be 1 to " + THREADS_MAX + ", was " + threads);
        }
        DaemonConfig config = config();
        Validation validation = new Validation(bundle(config), camera, config.validation(), InstantSource.system());
        CameraProfile profile = validation.run(folder, threads);
        Path stored = new CameraProfiles(new DataFolder(config.dataFolder()).cameras()).store(profile);
        PrintWriter out = spec.commandLine().getOut();
        Validation.lines(profile).forEach(out::println);
        out.println("Stored as " + stored + "; it counts from the daemon's next answer on.");
        out.flush();
        return ExitCode.OK.number();
    }

    private DaemonConfig config() {
        try {
            return new Where(Optional.empty(), data)
                    .in(file.map(DaemonConfig::read).orElseGet(DaemonConfig::defaults));
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private Bundle bundle(DaemonConfig config) {
        if (model.isPresent()) {
            Bundle given = Bundle.open(model.get(), config.models().trust());
            if (task.isPresent() && !task.get().equals(given.manifest().task())) {
                throw wrong("--task " + task.get() + " is not the task of " + model.get() + ", which is "
                        + given.manifest().task());
            }
            return given;
        }
        return config.models().bundle(task.orElse(config.models().tasks().getFirst()));
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
