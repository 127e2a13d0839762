package dev.fovea.distill.cli;

import dev.fovea.distill.train.Networks;
import dev.fovea.distill.train.Recipe;
import dev.fovea.image.InputSpec;
import dev.fovea.image.InputSpec.Crop;
import dev.fovea.image.InputSpec.Modality;
import dev.fovea.image.InputSpec.Resize;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Which network.
final class ModelOptions {
    /// Of Google's weights: value / 127.5 - 1.
    private static final List<Double> HALF = List.of(0.5, 0.5, 0.5);

    @Option(
            names = "--network",
            paramLabel = "KIND",
            description = "mobilenet_v2, resnet18, efficientnet_b0, efficientnet_b2, vit_tiny, vit_small, vit_base,"
                    + " convnextv2_tiny, convnextv2_base or convnextv2_large. Default: ${DEFAULT-VALUE}")
    private String network = "mobilenet_v2";

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description = "A safetensors file to begin with; a head for other classes is left out.")
    private Optional<Path> weights = Optional.empty();

    @Option(
            names = "--healthy",
            paramLabel = "CLASS",
            description = "The class that is no finding. Default: ${DEFAULT-VALUE}")
    private String healthy = "normal";

    @Option(names = "--side", paramLabel = "PIXELS", description = "Of the input. Default: ${DEFAULT-VALUE}")
    private int side = 224;

    @Option(
            names = "--crop",
            paramLabel = "RULE",
            description = "field_of_view or none. Default: field_of_view for fundus, none for oct")
    private Optional<Crop> crop = Optional.empty();

    @Option(names = "--mean", split = ",", paramLabel = "NUMBER", description = "Per channel. Default: 0.5,0.5,0.5")
    private List<Double> mean = HALF;

    @Option(names = "--std", split = ",", paramLabel = "NUMBER", description = "Per channel. Default: 0.5,0.5,0.5")
    private List<Double> std = HALF;

    @Option(
            names = "--local-kernel",
            paramLabel = "PIXELS",
            description =
                    "Local colour normalisation inside the network, side of its squares; a multiple of 4, and half of"
                            + " it divides the input's side; 0 for none. Default: ${DEFAULT-VALUE}")
    private int localKernel;

    @Option(
            names = "--local-floor",
            paramLabel = "NUMBER",
            description = "Added to its deviation. Default: ${DEFAULT-VALUE}")
    private double localFloor = 0.1;

    @Option(names = "--dropout", paramLabel = "SHARE", description = "Default: ${DEFAULT-VALUE}")
    private double dropout = 0.2;

    Recipe.Model model(List<String> classes, String modality) {
        Modality shown = Modality.valueOf(modality.toUpperCase(Locale.ROOT));
        Crop cut = crop.orElse(shown == Modality.FUNDUS ? Crop.FIELD_OF_VIEW : Crop.NONE);
        String begin = weights.map(Path::toString).orElse("");
        return new Recipe.Model(
                network,
                classes,
                healthy,
                begin,
                Networks.padding(begin),
                localKernel,
                localFloor,
                dropout,
                new InputSpec(side, side, mean, std, cut, Resize.AREA, shown));
    }
}
