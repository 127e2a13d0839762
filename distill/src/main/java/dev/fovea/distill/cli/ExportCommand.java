package dev.fovea.distill.cli;

import dev.fovea.distill.train.Lessons;
import dev.fovea.distill.train.Recipe;
import dev.fovea.distill.train.Run;
import dev.fovea.distill.train.Threading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The best weights as ONNX files.
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes ONNX files of a run's best weights and holds each against PyTorch on validation.")
final class ExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--run", required = true, paramLabel = "FOLDER", description = "The run.")
    private Path run = Path.of("");

    @Option(
            names = "--forms",
            split = ",",
            paramLabel = "FORM",
            description = "fp32, fp16, int8 (for ONNX Runtime), int8-symmetric (for TensorRT). Default: all")
    private List<String> forms = List.of("fp32", "fp16", "int8", "int8-symmetric");

    @Option(names = "--out", paramLabel = "FOLDER", description = "Default: onnx in the run's folder")
    private Optional<Path> out = Optional.empty();

    @Override
    public Integer call() throws InterruptedException, IOException {
        Threading.check(System.getenv());
        Run trained = Run.open(run);
        Recipe recipe = trained.recipe();
        Path folder = out.orElse(run.resolve("onnx"));
        try (Lessons lessons = Lessons.open(recipe);
                Bars bars = new Bars(spec.commandLine().getErr())) {
            StudentFiles made = StudentFiles.make(trained, lessons, forms, bars);
            Files.createDirectories(folder);
            for (Map.Entry<String, byte[]> file : made.files().entrySet()) {
                Files.write(folder.resolve("student-" + file.getKey() + ".onnx"), file.getValue());
            }
            made.notes().forEach(spec.commandLine().getOut()::println);
        }
        spec.commandLine().getOut().println("the files are in " + folder);
        return ExitCode.OK.number();
    }
}
