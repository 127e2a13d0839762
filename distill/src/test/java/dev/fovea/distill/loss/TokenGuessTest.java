package dev.fovea.distill.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class TokenGuessTest {
    @Test
    void theTargetIsNormalisedAndTheDistanceIsSmoothL1() {
        try (PointerScope _ = new PointerScope()) {
            // 3 and 7 become -1 and 1: 0.5 away counts 0.125, 2 away counts 1.5.
            Tensor guessed = Grads.leaf(new float[] {-0.5f, 3}, 1, 1, 2);
            Tensor wanted = Grads.leaf(new float[] {3, 7}, 1, 1, 2);

            Tensor loss = TokenGuess.loss(guessed, wanted);
            loss.backward();

            assertThat(loss.item_double()).isCloseTo((0.125 + 1.5) / 2, within(1e-4));
            assertThat(Grads.of(guessed)).containsExactly(new float[] {0.25f, 0.5f}, within(1e-4f));
            assertThat(wanted.grad().defined()).isFalse();
        }
    }
}
