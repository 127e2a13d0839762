package dev.fovea.distill.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.distill.net.Safetensors.Stored;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldedWeightsTest {
    private static final Path IMAGENET = Path.of(System.getProperty("fovea.shared", "../../shared"))
            .resolve("data/weights/mobilenet_v2_1.0_224_quant_f32.safetensors");

    @TempDir
    private Path folder;

    @Test
    void aNormOnlyAddsTheBias() {
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            MobileNetV2 network = new MobileNetV2(4, ConvOptions.TENSORFLOW);
            int filled = FoldedWeights.load(network, weights(network), StateNames.head(network));
            network.eval();
            Step.Conv first = (Step.Conv) network.steps().getFirst();
            Tensor image = Randomised.images(1, 32);

            Tensor made = first.run(new Tensor[] {image});

            Tensor wide = torch.constant_pad_nd(image, 0, 1, 0, 1);
            Tensor bias = first.unit().norm().bias();
            Tensor plain = torch.relu6(torch.conv2d(
                    wide,
                    first.unit().conv().weight(),
                    new TensorOptional(bias),
                    new long[] {2, 2},
                    new long[] {0, 0},
                    new long[] {1, 1},
                    1));
            assertThat(filled).isEqualTo(52);
            assertThat(Floats.of(made)).containsExactly(Floats.of(plain), within(1e-5f));
        }
    }

    @Test
    void aMissingAndAnUnexpectedTensorAreNamed() {
        try (PointerScope _ = new PointerScope()) {
            MobileNetV2 network = new MobileNetV2(4);
            Map<String, Stored> tensors = stored(network);
            tensors.remove("features.18.0.bias");
            tensors.put("features.19.0.bias", new Stored(new float[] {1}, 1));
            tensors.put("features.0.0.bias", new Stored(new float[] {1}, 1));
            Safetensors odd = written(tensors);

            assertThatThrownBy(() -> FoldedWeights.load(network, odd, StateNames.head(network)))
                    .hasMessageContaining("missing: features.18.0.bias")
                    .hasMessageContaining("unexpected: features.19.0.bias")
                    .hasMessageContaining("shape of features.0.0.bias: [1] in the file, [32] in the network");
        }
    }

    @Test
    void theImageNetWeightsFitTheStudent() {
        Assumptions.assumeTrue(Files.isRegularFile(IMAGENET), () -> skipped(IMAGENET));
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            MobileNetV2 network = new MobileNetV2(4, ConvOptions.TENSORFLOW);

            int filled = FoldedWeights.load(network, Safetensors.open(IMAGENET), StateNames.head(network));

            network.eval();
            Tensor map = network.map(network.grid(Randomised.images(1, 224)));
            assertThat(filled).isEqualTo(52);
            assertThat(StateNames.parameters(network)).isEqualTo(2_228_996);
            assertThat(map.max().item_float()).isBetween(0.5f, 6f);
            assertThat(map.mean().item_float()).isBetween(0.01f, 2f);
        }
    }

    private static String skipped(Path file) {
        String reason = "skipped: no weights at " + file.toAbsolutePath();
        System.out.println(reason);
        return reason;
    }

    private Safetensors weights(MobileNetV2 network) {
        return written(stored(network));
    }

    private Safetensors written(Map<String, Stored> tensors) {
        Path file = folder.resolve("folded.safetensors");
        Safetensors.write(file, tensors, Map.of());
        return Safetensors.open(file);
    }

    /// As the published file has it: a weight and a bias for each convolution, and a head for other classes.
    private static Map<String, Stored> stored(MobileNetV2 network) {
        Map<String, Stored> tensors = new LinkedHashMap<>();
        for (Step step : network.steps()) {
            if (step instanceof Step.Conv conv) {
                Tensor weight = conv.unit().conv().weight();
                tensors.put(conv.name() + ".weight", new Stored(Floats.of(weight), Floats.shape(weight)));
                float[] bias = Floats.of(torch.rand(weight.size(0)));
                tensors.put(conv.name() + ".bias", new Stored(bias, bias.length));
            }
        }
        tensors.put("classifier.1.weight", new Stored(new float[2 * 1280], 2, 1280));
        tensors.put("classifier.1.bias", new Stored(new float[2], 2));
        return tensors;
    }
}
