package dev.fovea.distill.cli;

import dev.fovea.distill.train.Recipe;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/// Which photographs.
final class CorpusOptions {
    @Option(
            names = "--data",
            required = true,
            paramLabel = "PATH",
            description = "A manifest.csv, or a folder with one folder of pictures per class. Read in place.")
    private Path data = Path.of("");

    @Option(
            names = "--modality",
            paramLabel = "WORD",
            description = "Which rows of a manifest: fundus or oct. Default: ${DEFAULT-VALUE}")
    private String modality = "fundus";

    @Option(names = "--split", required = true, paramLabel = "FILE", description = "The split made by prepare.")
    private Path split = Path.of("");

    @Option(
            names = "--cache",
            paramLabel = "FOLDER",
            description = "Where decoded pixels are kept; may be deleted. Default: ${DEFAULT-VALUE}")
    private Path cache = Path.of(System.getProperty("fovea.state", ".fovea"), "distill", "pixels");

    Recipe.Corpus corpus() {
        return new Recipe.Corpus(data.toString(), modality, split.toString(), cache.toString());
    }
}
