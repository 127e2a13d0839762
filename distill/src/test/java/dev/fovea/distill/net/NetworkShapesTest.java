package dev.fovea.distill.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkShapesTest {
    static Stream<Arguments> backbones() {
        return Stream.of(
                backbone("MobileNetV2", 96, 1280, () -> new MobileNetV2(4)),
                backbone("MobileNetV2, SAME", 96, 1280, () -> new MobileNetV2(4, ConvOptions.TENSORFLOW)),
                backbone("ResNet18", 256, 512, () -> new ResNet18(4)),
                backbone("EfficientNet b0", 112, 1280, () -> EfficientNet.b0(4)),
                backbone("EfficientNet b2", 120, 1408, () -> EfficientNet.b2(4)),
                backbone("ConvNeXtV2 tiny", 384, 768, () -> ConvNeXtV2.tiny(4)));
    }

    private static Arguments backbone(String name, int grid, int map, Supplier<Backbone> maker) {
        return Arguments.of(name, grid, map, maker);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("backbones")
    void aBackboneGivesGridMapAndScores(String name, int grid, int map, Supplier<Backbone> maker) {
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            Backbone network = maker.get();
            network.eval();
            Tensor images = Randomised.images(2, 224);

            Tensor onGrid = network.grid(images);
            Tensor onMap = network.map(onGrid);
            Tensor scores = network.logits(onMap);

            assertThat(Floats.shape(onGrid)).as(name).containsExactly(2, grid, 14, 14);
            assertThat(Floats.shape(onMap)).containsExactly(2, map, 7, 7);
            assertThat(Floats.shape(scores)).containsExactly(2, 4);
            assertThat(network.gridChannels()).isEqualTo(grid);
            assertThat(network.mapChannels()).isEqualTo(map);
            assertThat(Floats.of(network.forward(images))).containsExactly(Floats.of(scores));
        }
    }

    @Test
    void aScanOfKdOctMakesATwelveByTwelveMap() {
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            EfficientNet network = EfficientNet.b2(3);
            network.eval();

            Tensor map = network.map(network.grid(Randomised.images(1, 384)));

            assertThat(Floats.shape(map)).containsExactly(1, 1408, 12, 12);
        }
    }

    @Test
    void theTeacherShowsWhatTheStudentLearnsFrom() {
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            VisionTransformer teacher = VisionTransformer.tiny(4);
            teacher.eval();
            Tensor images = Randomised.images(2, 224);

            VisionTransformer.Seen seen = teacher.see(images);

            assertThat(Floats.shape(seen.tokens())).containsExactly(2, 196, 192);
            assertThat(Floats.shape(seen.queries())).containsExactly(2, 3, 196, 64);
            assertThat(Floats.shape(seen.keys())).containsExactly(2, 3, 196, 64);
            assertThat(Floats.shape(seen.values())).containsExactly(2, 3, 196, 64);
            assertThat(farthest(seen.logits(), teacher.forward(images))).isLessThan(1e-5);
        }
    }

    @Test
    void theTeachersAnswerDependsOnEveryPatch() {
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            VisionTransformer teacher = VisionTransformer.tiny(4);
            teacher.eval();
            Tensor image = Randomised.images(1, 224);
            Tensor other = image.clone();
            torch.zeros_(other.narrow(2, 208, 16).narrow(3, 208, 16));

            Tensor before = teacher.see(image).tokens();
            Tensor after = teacher.see(other).tokens();

            assertThat(farthest(before.select(1, 195), after.select(1, 195)))
                    .isGreaterThan(farthest(before.select(1, 0), after.select(1, 0)))
                    .isGreaterThan(0.1);
            assertThat(farthest(before.select(1, 0), after.select(1, 0))).isPositive();
        }
    }

    @Test
    void pointsHaveTheSizesOfTheirPaper() {
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            SuperRetina network = new SuperRetina();
            network.eval();

            RetinaNetwork.Points points = network.forward(torch.rand(1, 1, 192, 256));

            assertThat(Floats.shape(points.detector())).containsExactly(1, 1, 192, 256);
            assertThat(Floats.shape(points.descriptors())).containsExactly(1, 256, 22, 30);
            assertThat(points.detector().min().item_float()).isPositive();
            assertThat(points.detector().max().item_float()).isLessThan(1);
        }
    }

    @Test
    void parallelBranchesFoldIntoOneConvolution() {
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            LkSuperRetina network = new LkSuperRetina();
            network.eval();
            Tensor grey = torch.rand(2, 1, 64, 96);

            RetinaNetwork.Points points = network.forward(grey);
            RetinaNetwork folded = network.folded();
            RetinaNetwork.Points same = folded.forward(grey);

            assertThat(farthest(points.detector(), same.detector())).isLessThan(1e-5);
            assertThat(farthest(points.descriptors(), same.descriptors())).isLessThan(1e-4);
            assertThat(StateNames.parameters(folded)).isLessThan(StateNames.parameters(network));
        }
    }

    @Test
    void channelsLastChangesNoAnswer() {
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            MobileNetV2 network = Randomised.norms(new MobileNetV2(4));
            Tensor images = Randomised.images(2, 64);
            float[] before = Floats.of(network.forward(images));

            network.channelsLast();

            assertThat(Floats.of(network.forward(images))).containsExactly(before, within(1e-5f));
        }
    }

    @Test
    void dropoutActsOnlyInTraining() {
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            MobileNetV2 network = new MobileNetV2(4);
            Tensor map = torch.ones(1, 1280, 7, 7);

            network.train(true);
            float[] training = Floats.of(network.logits(map));
            network.eval();
            float[] inferring = Floats.of(network.logits(map));

            assertThat(training).isNotEqualTo(inferring);
            assertThat(Floats.of(network.logits(map))).containsExactly(inferring);
        }
    }

    private static double farthest(Tensor one, Tensor other) {
        return one.sub(other).abs().max().item_float();
    }
}
