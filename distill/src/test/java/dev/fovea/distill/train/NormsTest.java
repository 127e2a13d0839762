package dev.fovea.distill.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.distill.net.ConvOptions;
import dev.fovea.distill.net.Floats;
import dev.fovea.distill.net.MobileNetV2;
import dev.fovea.distill.net.Step;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormsTest {
    /// As after loading folded weights: variances far from what the pictures show.
    private static MobileNetV2 network(boolean same) {
        torch.manual_seed(2);
        return new MobileNetV2(3, same ? ConvOptions.TENSORFLOW : ConvOptions.TORCHVISION);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theAnswersStayAndTheStatisticsAreThePictures(boolean same) {
        MobileNetV2 network = network(same);
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            Tensor images = torch.rand(4, 3, 64, 64).mul(new Scalar(2)).sub(new Scalar(1));
            network.eval();
            float[] before = Floats.of(network.forward(images));

            Norms.measure(network, images);

            assertThat(Floats.of(network.forward(images))).containsExactly(before, within(1e-4f));
            Step.Conv first = (Step.Conv) network.steps().getFirst();
            assertThat(Floats.of(first.unit().norm().running_var())).doesNotContain(1f);
            float[] serving =
                    Floats.of(network.map(network.grid(images)).mean(1).flatten(0, 2));
            network.train(true);
            float[] training =
                    Floats.of(network.map(network.grid(images)).mean(1).flatten(0, 2));
            // With these very pictures as the batch, training sees what serving sees.
            assertThat(training).containsExactly(serving, within(1e-3f));
        }
    }

    @Test
    void adaptedNormsSeeThePicturesAsTheBatchTheyAre() {
        MobileNetV2 network = network(false);
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            Tensor images = torch.rand(4, 3, 64, 64).mul(new Scalar(3));
            network.train(true);
            float[] asBatch =
                    Floats.of(network.map(network.grid(images)).mean(1).flatten(0, 2));
            network = network(false);

            Norms.adapt(network, images, 1);

            float[] adapted =
                    Floats.of(network.map(network.grid(images)).mean(1).flatten(0, 2));
            assertThat(adapted).containsExactly(asBatch, within(1e-3f));
        }
    }

    @Test
    void noShareOfTheNewStatisticsLeavesTheNormsAlone() {
        MobileNetV2 network = network(true);
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            Tensor images = torch.rand(2, 3, 64, 64);
            network.eval();
            float[] before = Floats.of(network.forward(images));

            Norms.adapt(network, images, 0);

            assertThat(Floats.of(network.forward(images))).containsExactly(before);
        }
    }
}
