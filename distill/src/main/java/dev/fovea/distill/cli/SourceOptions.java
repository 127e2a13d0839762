package dev.fovea.distill.cli;

import dev.fovea.distill.data.DrawnTruth;
import dev.fovea.distill.train.Recipe;
import java.util.Map;
import picocli.CommandLine.Option;

/// What keeps a student from reading the camera.
final class SourceOptions {
    @Option(
            names = "--across",
            paramLabel = "SHARE",
            description =
                    "Part of the labels' loss that compares a picture among all classes; the rest compares it among"
                            + " the classes of its own source. Default: ${DEFAULT-VALUE}")
    private double across = 1;

    @Option(
            names = "--clouded",
            paramLabel = "CLASS",
            description = "What a healthy eye becomes behind simulated haze. Default: none, haze stays slight")
    private String clouded = "";

    @Option(
            names = "--drawn",
            paramLabel = "SHARE",
            description = "Part of an epoch that are drawn eyes. Default: ${DEFAULT-VALUE}")
    private double drawn;

    @Option(
            names = "--drawn-as",
            split = ",",
            paramLabel = "TRUTH=CLASS",
            description = "What drawn eyes stand for: clouded, healthy, large_cup, spots; of scans flat, bumps, fluid.")
    private Map<DrawnTruth, String> drawnAs = Map.of();

    Recipe.Sources sources() {
        return new Recipe.Sources(across, clouded, drawn, drawnAs);
    }
}
