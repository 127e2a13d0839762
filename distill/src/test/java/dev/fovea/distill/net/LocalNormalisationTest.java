package dev.fovea.distill.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class LocalNormalisationTest {
    private static final int SIDE = 12;

    @Test
    void everyPlaceIsMeasuredAgainstItsSurroundings() {
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            LocalNormalisation stage = new LocalNormalisation(5, 0.1f);
            Tensor image = Randomised.images(1, SIDE);

            float[] normalised = Floats.of(stage.apply(image));

            float[] pixels = Floats.of(image);
            for (int i = 0; i < normalised.length; i++) {
                assertThat(normalised[i]).isCloseTo((float) byHand(pixels, i, stage), within(1e-4f));
            }
        }
    }

    /// The definition, with the part of the square that is inside the image.
    private static double byHand(float[] pixels, int index, LocalNormalisation stage) {
        int row = index / SIDE % SIDE;
        int column = index % SIDE;
        int channel = index / (SIDE * SIDE);
        int reach = stage.kernel() / 2;
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int y = Math.max(0, row - reach); y <= Math.min(SIDE - 1, row + reach); y++) {
            for (int x = Math.max(0, column - reach); x <= Math.min(SIDE - 1, column + reach); x++) {
                double value = pixels[(channel * SIDE + y) * SIDE + x];
                sum += value;
                squares += value * value;
                count++;
            }
        }
        double mean = sum / count;
        double deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
        return (pixels[index] - mean) / (deviation + stage.floor());
    }

    @Test
    void aBlackCornerStaysFlat() {
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            Tensor black = Randomised.images(1, SIDE).mul(new Scalar(0)).sub(new Scalar(1));

            float[] normalised = Floats.of(new LocalNormalisation(5, 0.05f).apply(black));

            assertThat(normalised).containsOnly(0);
        }
    }

    @Test
    void aSlowTintIsTakenOut() {
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            LocalNormalisation stage = new LocalNormalisation(7, 1e-3f);
            Tensor image = Randomised.images(1, 32);

            float[] plain = Floats.of(stage.apply(image));
            float[] tinted = Floats.of(stage.apply(image.mul(new Scalar(0.5)).add(new Scalar(0.2))));

            assertThat(tinted).containsExactly(plain, within(0.02f));
        }
    }

    @Test
    void anEvenKernelHasNoMiddle() {
        assertThatThrownBy(() -> new LocalNormalisation(4, 0.1f)).hasMessageContaining("odd and at least 3, was 4");
        assertThatThrownBy(() -> new LocalNormalisation(5, 0)).hasMessageContaining("above 0, was 0.0");
    }

    @Test
    void aNetworkNormalisesBeforeItsFirstConvolution() {
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            LocalNormalisation stage = new LocalNormalisation(9, 0.1f);
            MobileNetV2 plain = Randomised.norms(new MobileNetV2(4));
            MobileNetV2 normalising = new MobileNetV2(4, ConvOptions.TORCHVISION.normalised(stage));
            normalising.eval();
            Map<String, Tensor> theirs = StateNames.state(plain);
            StateNames.state(normalising).forEach((name, mine) -> mine.copy_(Objects.requireNonNull(theirs.get(name))));
            Tensor images = Randomised.images(2, 64);

            float[] logits = Floats.of(normalising.forward(images));

            assertThat(logits).containsExactly(Floats.of(plain.forward(stage.apply(images))));
            assertThat(normalising.options().described()).containsEntry("local_normalisation", "kernel 9, floor 0.1");
        }
    }
}
