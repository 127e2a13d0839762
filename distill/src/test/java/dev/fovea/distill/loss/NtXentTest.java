package dev.fovea.distill.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class NtXentTest {
    @Test
    void twoPicturesAtRightAnglesWhoseViewsAgree() {
        try (PointerScope _ = new PointerScope()) {
            // Lengths do not count: cosine 1 to the partner, 0 to the two others.
            Tensor views = Tensor.create(new float[] {1, 0, 0, 3, 5, 0, 0, 2}, 4, 2);

            double loss = new NtXent(0.5).of(views).item_double();

            assertThat(loss).isCloseTo(-Math.log(Math.exp(2) / (Math.exp(2) + 2)), within(1e-5));
        }
    }

    @Test
    void viewsOfOnePictureArePulledTogether() {
        try (PointerScope _ = new PointerScope()) {
            Tensor views = Grads.leaf(new float[] {1, 0, 0, 1, 1, 1, -1, 1}, 4, 2);

            new NtXent(0.5).of(views).backward();

            // The first picture's second view lies above its first, so the first goes up: against the gradient.
            assertThat(Grads.of(views)[1]).isNegative();
        }
    }

    @Test
    void onePictureAloneHasNothingToBeToldFrom() {
        try (PointerScope _ = new PointerScope()) {
            Tensor views = Tensor.create(new float[] {1, 0, 0, 1}, 2, 2);

            assertThatThrownBy(() -> new NtXent(0.5).of(views)).hasMessageContaining("at least 2");
        }
    }
}
