package dev.fovea.distill.train;

import dev.fovea.distill.net.Classifier;
import dev.fovea.distill.net.ConvNeXtV2;
import dev.fovea.distill.net.ConvNetwork;
import dev.fovea.distill.net.ConvOptions;
import dev.fovea.distill.net.EfficientNet;
import dev.fovea.distill.net.FoldedWeights;
import dev.fovea.distill.net.LocalNormalisation;
import dev.fovea.distill.net.MobileNetV2;
import dev.fovea.distill.net.Padding;
import dev.fovea.distill.net.ResNet18;
import dev.fovea.distill.net.Safetensors;
import dev.fovea.distill.net.StateNames;
import dev.fovea.distill.net.VisionTransformer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/// Networks by the names a recipe uses. Build them outside any `PointerScope`.
public final class Networks {
    private static final String SAME = "same";
    private static final String TORCHVISION = "torchvision";
    private static final String MOBILE = "mobilenet_v2";
    private static final Map<String, IntFunction<Classifier>> OTHERS = new TreeMap<>(Map.of(
            "resnet18", ResNet18::new,
            "efficientnet_b0", EfficientNet::b0,
            "efficientnet_b2", EfficientNet::b2,
            "vit_tiny", VisionTransformer::tiny,
            "vit_small", VisionTransformer::small,
            "vit_base", VisionTransformer::base,
            "convnextv2_tiny", ConvNeXtV2::tiny,
            "convnextv2_base", ConvNeXtV2::base,
            "convnextv2_large", ConvNeXtV2::large));

    private Networks() {}

    /// What [Recipe.Model#network] may be.
    public static List<String> kinds() {
        return Stream.concat(Stream.of(MOBILE), OTHERS.keySet().stream()).toList();
    }

    /// What the weights of a file were trained with: `same` for ones whose batch norms are folded away, which are
    /// Google's.
    ///
    /// @param weights empty for none
    public static String padding(String weights) {
        if (weights.isEmpty()) {
            return TORCHVISION;
        }
        Safetensors file = Safetensors.open(Path.of(weights));
        return folded(file) ? SAME : file.metadata().getOrDefault("padding", TORCHVISION);
    }

    private static boolean folded(Safetensors file) {
        return file.names().contains("features.0.0.bias");
    }

    static Classifier create(Recipe.Model model) {
        if (model.network().equals(MOBILE)) {
            return new MobileNetV2(model.classes().size(), options(model));
        }
        IntFunction<Classifier> kind = OTHERS.get(model.network());
        if (kind == null) {
            throw new TrainException("there is no network " + model.network() + ", only " + kinds());
        }
        if (model.localKernel() > 0) {
            throw new TrainException("local normalisation is part of " + MOBILE + " only, not of " + model.network());
        }
        return kind.apply(model.classes().size());
    }

    private static ConvOptions options(Recipe.Model model) {
        Padding padding = switch (model.padding()) {
            case SAME -> Padding.SAME;
            case TORCHVISION -> Padding.SYMMETRIC;
            default -> throw new TrainException("padding must be same or torchvision, was " + model.padding());
        };
        Optional<LocalNormalisation> local = model.localKernel() > 0
                ? Optional.of(new LocalNormalisation(model.localKernel(), (float) model.localFloor()))
                : Optional.empty();
        return new ConvOptions(padding, local, model.dropout());
    }

    /// Fills a new network from the recipe's file. The head stays as it began when the file's is for other classes.
    ///
    /// @return whether the batch norms were folded away, so that they need [Norms#measure]
    static boolean begin(Classifier network, String weights) {
        if (weights.isEmpty()) {
            return false;
        }
        Safetensors file = Safetensors.open(Path.of(weights));
        Set<String> head = StateNames.head(network);
        if (folded(file)) {
            if (!(network instanceof ConvNetwork conv)) {
                throw new TrainException(weights + " is for a convolutional network with folded batch norms");
            }
            FoldedWeights.load(conv, file, head);
            return true;
        }
        StateNames.load(network, file, fits(network, file, head) ? Set.of() : head);
        return false;
    }

    private static boolean fits(Classifier network, Safetensors file, Set<String> head) {
        long classes = network.head().weight().size(0);
        return head.stream().allMatch(name -> file.names().contains(name) && file.shape(name)[0] == classes);
    }

    /// Fills a network wholly, head and all, from a file that [Run] has kept.
    static void load(Classifier network, Path file) {
        StateNames.load(network, Safetensors.open(file), Set.of());
    }
}
