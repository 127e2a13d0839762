package dev.fovea.distill.cli;

import dev.fovea.distill.data.DataException;
import dev.fovea.distill.data.Dataset;
import dev.fovea.distill.data.Folds;
import dev.fovea.distill.data.Split;
import dev.fovea.distill.data.SplitFile;
import dev.fovea.distill.train.Lessons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Says once and for all who learns, who chooses and who tests.
@Command(
        name = "prepare",
        mixinStandardHelpOptions = true,
        description = {
            "Reads every photograph, groups them by patient, and writes the split file.",
            "A split is made once: no file is overwritten."
        })
final class PrepareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--data",
            required = true,
            paramLabel = "PATH",
            description = "A manifest.csv, or a folder with one folder of pictures per class.")
    private Path data = Path.of("");

    @Option(names = "--modality", paramLabel = "WORD", description = "Default: ${DEFAULT-VALUE}")
    private String modality = "fundus";

    @Option(names = "--seed", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(
            names = "--folds",
            paramLabel = "N",
            description = "Cross-validation: writes OUT with -1, -2, ... before its ending. At least 3.")
    private int folds;

    @Option(
            names = "--leave-sources-out",
            description = "One split for each source that shares a class: writes OUT with -SOURCE before its ending.")
    private boolean sources;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The split file, JSON.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
        if (folds > 0 && sources) {
            throw new IllegalArgumentException("--folds and --leave-sources-out exclude each other");
        }
        Dataset dataset = Lessons.dataset(data.toString(), modality);
        Path folder = out.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        splits(dataset).forEach((file, split) -> {
            SplitFile.write(split, file);
            spec.commandLine()
                    .getOut()
                    .println(file + ": train " + split.train().size() + ", validation "
                            + split.validation().size() + ", test "
                            + split.test().size() + ", left out "
                            + split.leftOut().size() + " (" + split.rule() + ")");
        });
        spec.commandLine().getOut().println("classes " + dataset.classes() + ", sources " + dataset.sources());
        return ExitCode.OK.number();
    }

    private Map<Path, Split> splits(Dataset dataset) {
        Map<Path, Split> splits = new LinkedHashMap<>();
        if (folds > 0) {
            List<Split> all = Folds.make(dataset, folds, seed);
            for (int i = 0; i < all.size(); i++) {
                splits.put(named(Integer.toString(i + 1)), all.get(i));
            }
        } else if (sources) {
            Folds.bySource(dataset, seed).forEach((source, split) -> splits.put(named(source), split));
        } else {
            splits.put(out, Split.make(dataset, seed));
        }
        if (splits.isEmpty()) {
            throw new DataException("no class has two sources, so none can be left out");
        }
        return splits;
    }

    private Path named(String part) {
        String name = out.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String ending = dot < 0 ? "" : name.substring(dot);
        return out.resolveSibling(name.substring(0, name.length() - ending.length()) + "-" + part + ending);
    }
}
