package dev.fovea.distill.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.distill.data.Batch;
import dev.fovea.distill.loss.ClassWeights;
import dev.fovea.distill.loss.CrossEntropy;
import dev.fovea.distill.loss.Focal;
import dev.fovea.distill.loss.LabelLoss;
import dev.fovea.distill.loss.NtXent;
import dev.fovea.distill.net.Floats;
import dev.fovea.distill.net.MobileNetV2;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

/// Without a graphics card: PyTorch's "meta" device computes shapes only, but like every other refuses to compute with
/// a tensor of the processor.
class PlaceTest {
    private static final List<LabelLoss> LOSSES =
            List.of(new CrossEntropy(ClassWeights.even(3), 0.1), new Focal(ClassWeights.even(3), 2));

    private static Tensor elsewhere(long... shape) {
        return torch.rand(shape).to(new Device("meta"), torch.ScalarType.Float);
    }

    @Test
    void aMissingGraphicsCardIsSaidBeforeAnythingIsMade() {
        assertThatThrownBy(() -> Place.CUDA.check(false))
                .isInstanceOf(TrainException.class)
                .hasMessageContaining("--device cuda")
                .hasMessageContaining("torch.cuda_is_available() is false")
                .hasMessageContaining("./fovea distill --gpu");
        assertThatCode(() -> Place.CUDA.check(true)).doesNotThrowAnyException();
        assertThatCode(() -> Place.CPU.check(false)).doesNotThrowAnyException();
    }

    @Test
    void aNetworkThatIsTakenKeepsItsTensorsAndNumbers() {
        MobileNetV2 network = new MobileNetV2(2);
        Tensor weight = network.head().weight();
        float[] numbers = Floats.of(weight);

        Place.CPU.take(network);

        assertThat(network.head().weight().is_same(weight)).isTrue();
        assertThat(Floats.of(weight)).isEqualTo(numbers);
    }

    @Test
    void picturesAreNormalisedWhereTheyAre() {
        try (PointerScope _ = new PointerScope()) {
            assertThat(Inputs.normalised(elsewhere(2, 3, 32, 32), Drawn.input(32))
                            .is_meta())
                    .isTrue();
        }
    }

    @Test
    void labelsFollowTheScoresThatTheyAreComparedWith() {
        Batch batch = new Batch(new float[0], 2, 1, new int[] {0, 2}, new int[] {0, 1}, new double[2]);
        float[][] allowed = {{1, 1, 1}, {1, 0, 1}};
        try (PointerScope _ = new PointerScope()) {
            for (LabelLoss loss : LOSSES) {
                for (double across : new double[] {1, 0.5, 0}) {
                    Recipe.Sources sources = new Recipe.Sources(across, "", 0, Map.of());
                    Truth truth = new Truth(loss, 0.1, sources, 0, -1, allowed);

                    assertThat(truth.loss(elsewhere(2, 3), batch).is_meta()).isTrue();
                }
            }
        }
    }

    @Test
    void viewsAreComparedWhereTheyAre() {
        try (PointerScope _ = new PointerScope()) {
            assertThat(new NtXent(0.5).of(elsewhere(6, 8)).is_meta()).isTrue();
        }
    }

    @Test
    void whatIsThereAlreadyIsNotCopied() {
        try (PointerScope _ = new PointerScope()) {
            Tensor here = torch.rand(2);

            assertThat(Floats.near(here, here).is_same(here)).isTrue();
        }
    }
}
