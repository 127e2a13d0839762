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
    private static final int SIDE = 16;

    @Test
    void inTheMiddleOfAnEvenFieldEveryPlaceIsMeasuredAgainstItsSquare() {
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            LocalNormalisation stage = new LocalNormalisation(8, 0.1f);
            // A chequered board: every square of it has the same mean and deviation, and all of it is lit.
            Tensor image = board(0.4f, -0.2f);

            float[] normalised = Floats.of(stage.apply(image));

            // Mean 0.1, deviation 0.3. The outermost squares lie partly outside, so only inner places are exact.
            int inner = 8 * SIDE + 8;
            float share = 1 / (1 + LocalNormalisation.EMPTY);
            assertThat(normalised[inner]).isCloseTo((0.4f - 0.1f * share) / 0.4f, within(2e-3f));
            assertThat(normalised[inner + 1]).isCloseTo((-0.2f - 0.1f * share) / 0.4f, within(2e-3f));
        }
    }

    @Test
    void whatIsNotLitIsZero() {
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            Tensor image = board(0.4f, -0.2f);
            image.narrow(3, 0, SIDE / 2).fill_(new Scalar(-1));

            float[] normalised = Floats.of(new LocalNormalisation(8, 0.05f).apply(image));

            for (int i = 0; i < normalised.length; i++) {
                if (i % SIDE < SIDE / 2) {
                    assertThat(normalised[i]).isZero();
                }
            }
        }
    }

    @Test
    void theEdgeOfTheFieldGetsNoRim() {
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            Tensor image = Randomised.images(1, SIDE).mul(new Scalar(0)).add(new Scalar(0.3f));
            image.narrow(3, 0, SIDE / 2 + 3).fill_(new Scalar(-1));

            float[] normalised = Floats.of(new LocalNormalisation(8, 0.1f).apply(image));

            for (float value : normalised) {
                assertThat(value).isCloseTo(0, within(0.2f));
            }
        }
    }

    @Test
    void aTintAndDimmerLightAreTakenOut() {
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            LocalNormalisation stage = new LocalNormalisation(8, 1e-4f);
            Tensor image = Randomised.images(1, 32).abs().mul(new Scalar(0.5f));

            float[] plain = Floats.of(stage.apply(image));
            float[] dimmed = Floats.of(stage.apply(image.mul(new Scalar(0.5)).add(new Scalar(0.2))));

            assertThat(dimmed).containsExactly(plain, within(0.1f));
        }
    }

    @Test
    void squaresMustFit() {
        assertThatThrownBy(() -> new LocalNormalisation(10, 0.1f))
                .hasMessageContaining("multiple of 4 and at least 8, was 10");
        assertThatThrownBy(() -> new LocalNormalisation(8, 0)).hasMessageContaining("above 0, was 0.0");
        try (PointerScope _ = new PointerScope()) {
            assertThatThrownBy(() -> new LocalNormalisation(64, 0.1f).apply(Randomised.images(1, 48)))
                    .hasMessageContaining("multiples of 32, had 48 x 48");
        }
    }

    private static Tensor board(float white, float black) {
        float[] values = new float[3 * SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i / SIDE + i % SIDE) % 2 == 0 ? white : black;
        }
        return Tensor.create(values, 1, 3, SIDE, SIDE).clone();
    }

    @Test
    void aNetworkNormalisesBeforeItsFirstConvolution() {
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            LocalNormalisation stage = new LocalNormalisation(16, 0.1f);
            MobileNetV2 plain = Randomised.norms(new MobileNetV2(4));
            MobileNetV2 normalising = new MobileNetV2(4, ConvOptions.TORCHVISION.normalised(stage));
            normalising.eval();
            Map<String, Tensor> theirs = StateNames.state(plain);
            StateNames.state(normalising).forEach((name, mine) -> mine.copy_(Objects.requireNonNull(theirs.get(name))));
            Tensor images = Randomised.images(2, 64);

            float[] logits = Floats.of(normalising.forward(images));

            assertThat(logits).containsExactly(Floats.of(plain.forward(stage.apply(images))));
            assertThat(normalising.options().described()).containsEntry("local_normalisation", "kernel 16, floor 0.1");
        }
    }
}
