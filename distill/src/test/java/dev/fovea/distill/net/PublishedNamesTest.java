package dev.fovea.distill.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Module;
import org.junit.jupiter.api.Test;

/// Names and their order as torchvision and timm have them, for their weights to load.
class PublishedNamesTest {
    @Test
    void theStudentIsTorchvisions() {
        try (PointerScope _ = new PointerScope()) {
            List<String> names = names(new MobileNetV2(4));

            assertThat(names)
                    .startsWith(
                            "features.0.0.weight",
                            "features.0.1.weight",
                            "features.0.1.bias",
                            "features.1.conv.0.0.weight",
                            "features.1.conv.0.1.weight",
                            "features.1.conv.0.1.bias",
                            "features.1.conv.1.weight",
                            "features.1.conv.2.weight",
                            "features.1.conv.2.bias",
                            "features.2.conv.0.0.weight")
                    .contains("features.17.conv.3.weight", "features.18.0.weight", "features.18.1.running_var")
                    .doesNotHaveDuplicates()
                    .hasSize(158 + 104);
            assertThat(names.subList(156, 158)).containsExactly("classifier.1.weight", "classifier.1.bias");
        }
    }

    @Test
    void theResidualNetworkIsTorchvisions() {
        try (PointerScope _ = new PointerScope()) {
            List<String> names = names(new ResNet18(4));

            assertThat(names)
                    .startsWith(
                            "conv1.weight", "bn1.weight", "bn1.bias", "layer1.0.conv1.weight", "layer1.0.bn1.weight")
                    .containsSubsequence(
                            "layer2.0.bn2.bias", "layer2.0.downsample.0.weight", "layer2.0.downsample.1.weight")
                    .contains("fc.weight", "fc.bias")
                    .hasSize(62 + 40);
        }
    }

    @Test
    void theEfficientNetworkIsTimms() {
        try (PointerScope _ = new PointerScope()) {
            List<String> names = names(EfficientNet.b0(4));

            assertThat(only(names, name -> name.startsWith("blocks.0.0.") && !name.contains("running")))
                    .containsExactly(
                            "blocks.0.0.conv_dw.weight",
                            "blocks.0.0.bn1.weight",
                            "blocks.0.0.bn1.bias",
                            "blocks.0.0.se.conv_reduce.weight",
                            "blocks.0.0.se.conv_reduce.bias",
                            "blocks.0.0.se.conv_expand.weight",
                            "blocks.0.0.se.conv_expand.bias",
                            "blocks.0.0.conv_pw.weight",
                            "blocks.0.0.bn2.weight",
                            "blocks.0.0.bn2.bias");
            assertThat(names)
                    .startsWith("conv_stem.weight", "bn1.weight", "bn1.bias")
                    .contains("blocks.6.0.conv_pwl.weight", "blocks.6.0.bn3.bias")
                    .contains("conv_head.weight", "bn2.running_mean", "classifier.weight");
        }
    }

    @Test
    void theTransformerIsTimms() {
        try (PointerScope _ = new PointerScope()) {
            List<String> names = names(VisionTransformer.tiny(4));

            assertThat(names)
                    .startsWith(
                            "cls_token",
                            "pos_embed",
                            "patch_embed.proj.weight",
                            "patch_embed.proj.bias",
                            "blocks.0.norm1.weight",
                            "blocks.0.norm1.bias",
                            "blocks.0.attn.qkv.weight",
                            "blocks.0.attn.qkv.bias",
                            "blocks.0.attn.proj.weight",
                            "blocks.0.attn.proj.bias",
                            "blocks.0.norm2.weight",
                            "blocks.0.norm2.bias",
                            "blocks.0.mlp.fc1.weight",
                            "blocks.0.mlp.fc1.bias",
                            "blocks.0.mlp.fc2.weight",
                            "blocks.0.mlp.fc2.bias",
                            "blocks.1.norm1.weight")
                    .endsWith("norm.weight", "norm.bias", "head.weight", "head.bias")
                    .hasSize(152);
        }
    }

    @Test
    void theModernConvolutionalNetworkIsTimms() {
        try (PointerScope _ = new PointerScope()) {
            List<String> names = names(ConvNeXtV2.tiny(4));

            assertThat(only(names, name -> name.startsWith("stages.0.blocks.0.")))
                    .containsExactly(
                            "stages.0.blocks.0.conv_dw.weight",
                            "stages.0.blocks.0.conv_dw.bias",
                            "stages.0.blocks.0.norm.weight",
                            "stages.0.blocks.0.norm.bias",
                            "stages.0.blocks.0.mlp.fc1.weight",
                            "stages.0.blocks.0.mlp.fc1.bias",
                            "stages.0.blocks.0.mlp.grn.weight",
                            "stages.0.blocks.0.mlp.grn.bias",
                            "stages.0.blocks.0.mlp.fc2.weight",
                            "stages.0.blocks.0.mlp.fc2.bias");
            assertThat(names)
                    .startsWith("stem.0.weight", "stem.0.bias", "stem.1.weight", "stem.1.bias")
                    .containsSubsequence("stages.1.downsample.0.weight", "stages.1.downsample.1.weight")
                    .endsWith("head.norm.weight", "head.norm.bias", "head.fc.weight", "head.fc.bias");
        }
    }

    private static List<String> names(Module network) {
        return List.copyOf(StateNames.state(network).keySet());
    }

    private static List<String> only(List<String> names, Predicate<String> wanted) {
        return names.stream().filter(wanted).toList();
    }
}
