package dev.fovea.distill.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Module;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The published sizes: those of methods.md E, and of timm and torchvision with their heads
/// exchanged.
class ParameterCountTest {
    static Stream<Arguments> networks() {
        return Stream.of(
                network("MobileNetV2, 4 classes", 2_228_996, () -> new MobileNetV2(4)),
                network("ResNet18, 4 classes", 11_178_564, () -> new ResNet18(4)),
                network("EfficientNet b0, 1000 classes", 5_288_548, () -> EfficientNet.b0(1000)),
                network("EfficientNet b2, 3 classes", 7_705_221, () -> EfficientNet.b2(3)),
                network("ViT tiny, 4 classes", 5_525_188, () -> VisionTransformer.tiny(4)),
                network("ViT small, 4 classes", 21_667_204, () -> VisionTransformer.small(4)),
                network("ViT base, 4 classes", 85_801_732, () -> VisionTransformer.base(4)),
                network("ConvNeXtV2 tiny, 1000 classes", 28_635_496, () -> ConvNeXtV2.tiny(1000)),
                network("ConvNeXtV2 base, 1000 classes", 88_717_800, () -> ConvNeXtV2.base(1000)),
                network("ConvNeXtV2 large, 3 classes", 196_424_451, () -> ConvNeXtV2.large(3)),
                network("SuperRetina", 3_001_217, SuperRetina::new),
                network("LkSuperRetina", 3_960_322, LkSuperRetina::new));
    }

    private static Arguments network(String name, long parameters, Supplier<Module> maker) {
        return Arguments.of(name, parameters, maker);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("networks")
    void aNetworkHasItsPublishedSize(String name, long parameters, Supplier<Module> maker) {
        try (PointerScope _ = new PointerScope()) {
            long counted = StateNames.parameters(maker.get());

            assertThat(counted).as(name).isEqualTo(parameters);
        }
    }
}
