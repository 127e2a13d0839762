package dev.fovea.distill.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.distill.net.Safetensors.Stored;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateNamesTest {
    @TempDir
    private Path folder;

    @Test
    void theHeadOfEveryNetworkIsFound() {
        try (PointerScope _ = new PointerScope()) {
            assertThat(StateNames.head(new MobileNetV2(4)))
                    .containsExactlyInAnyOrder("classifier.1.weight", "classifier.1.bias");
            assertThat(StateNames.head(new ResNet18(4))).containsExactlyInAnyOrder("fc.weight", "fc.bias");
            assertThat(StateNames.head(VisionTransformer.tiny(4)))
                    .containsExactlyInAnyOrder("head.weight", "head.bias");
        }
    }

    @Test
    void aNetworkComesBackFromItsFile() {
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            MobileNetV2 trained = Randomised.norms(new MobileNetV2(4));
            MobileNetV2 fresh = new MobileNetV2(4);
            fresh.eval();
            Path file = folder.resolve("student.safetensors");
            Tensor images = Randomised.images(1, 64);

            StateNames.save(trained, file, Map.of("epoch", "7"));
            int filled = StateNames.load(fresh, Safetensors.open(file), Set.of());

            assertThat(filled).isEqualTo(158 + 104);
            assertThat(Floats.of(fresh.forward(images))).containsExactly(Floats.of(trained.forward(images)));
        }
    }

    @Test
    void aHeadForOtherClassesStaysAsItIs() {
        try (PointerScope _ = new PointerScope()) {
            MobileNetV2 four = new MobileNetV2(4);
            MobileNetV2 seven = new MobileNetV2(7);
            float[] before = Floats.of(seven.head().weight());
            Path file = folder.resolve("four.safetensors");
            StateNames.save(four, file, Map.of());

            int filled = StateNames.load(seven, Safetensors.open(file), StateNames.head(seven));

            assertThat(filled).isEqualTo(158 + 104 - 2);
            assertThat(Floats.of(seven.head().weight())).containsExactly(before);
        }
    }

    @Test
    void aLoadedNetworkLearnsOn() {
        try (PointerScope _ = new PointerScope()) {
            Path file = folder.resolve("four.safetensors");
            StateNames.save(new MobileNetV2(4), file, Map.of());
            MobileNetV2 network = new MobileNetV2(4);

            StateNames.load(network, Safetensors.open(file), Set.of());
            network.forward(Randomised.images(2, 32)).sum().backward();

            Step.Conv first = (Step.Conv) network.steps().getFirst();
            assertThat(first.unit().conv().weight().grad().abs().sum().item_float())
                    .isPositive();
        }
    }

    @Test
    void aHeadForOtherClassesIsAnErrorUnlessItIsListed() {
        try (PointerScope _ = new PointerScope()) {
            Path file = folder.resolve("four.safetensors");
            StateNames.save(new MobileNetV2(4), file, Map.of());
            MobileNetV2 seven = new MobileNetV2(7);

            assertThatThrownBy(() -> StateNames.load(seven, Safetensors.open(file), Set.of()))
                    .isInstanceOf(StateException.class)
                    .hasMessageContaining("shape of classifier.1.weight: [4, 1280] in the file, [7, 1280]")
                    .hasMessageContaining("shape of classifier.1.bias: [4] in the file, [7]");
        }
    }

    @Test
    void allThatDoesNotFitIsNamedAndNothingIsChanged() {
        try (PointerScope _ = new PointerScope()) {
            MobileNetV2 network = new MobileNetV2(4);
            Map<String, Stored> tensors = new LinkedHashMap<>();
            StateNames.state(network).forEach((name, tensor) -> {
                float[] values = Floats.of(tensor);
                Arrays.fill(values, 9);
                tensors.put(name, new Stored(values, Floats.shape(tensor)));
            });
            tensors.remove("features.0.0.weight");
            tensors.put("extra", new Stored(new float[] {1}, 1));
            Path file = folder.resolve("odd.safetensors");
            Safetensors.write(file, tensors, Map.of());

            assertThatThrownBy(() -> StateNames.load(network, Safetensors.open(file), Set.of("no.such")))
                    .hasMessageContaining("missing: features.0.0.weight")
                    .hasMessageContaining("unexpected: extra")
                    .hasMessageContaining("to be left, but not in the network: no.such");
            assertThat(Floats.of(network.head().bias())).containsOnly(0);
        }
    }
}
