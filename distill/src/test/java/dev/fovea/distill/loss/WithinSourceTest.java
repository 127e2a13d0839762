package dev.fovea.distill.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class WithinSourceTest {
    @Test
    void itIsCrossEntropyAmongTheClassesOfTheSource() {
        try (PointerScope _ = new PointerScope()) {
            // e^ln3 against e^0: three quarters, whatever the third class says.
            Tensor logits = Tensor.create(new float[] {(float) Math.log(3), 0, 50}, 1, 3);
            Tensor allowed = Tensor.create(new float[] {1, 1, 0}, 1, 3);

            double plain = WithinSource.of(logits, label(0), allowed, 0).item_double();
            double smoothed = WithinSource.of(logits, label(0), allowed, 0.2).item_double();

            assertThat(plain).isCloseTo(-Math.log(0.75), within(1e-5));
            double spread = -(Math.log(0.75) + Math.log(0.25)) / 2;
            assertThat(smoothed).isCloseTo(0.8 * -Math.log(0.75) + 0.2 * spread, within(1e-5));
        }
    }

    @Test
    void nothingIsLearnedAboutOtherSourcesClasses() {
        try (PointerScope _ = new PointerScope()) {
            Tensor logits = Grads.leaf(new float[] {1, 0, 5}, 1, 3);

            WithinSource.of(logits, label(0), Tensor.create(new float[] {1, 1, 0}, 1, 3), 0.1)
                    .backward();

            assertThat(Grads.of(logits)[0]).isNegative();
            assertThat(Grads.of(logits)[1]).isPositive();
            assertThat(Grads.of(logits)[2]).isZero();
        }
    }

    @Test
    void whereEveryClassIsAllowedItIsPlainCrossEntropy() {
        try (PointerScope _ = new PointerScope()) {
            Tensor logits = Tensor.create(new float[] {1, -1, 0.5f, 0, 2, -3}, 2, 3);
            Tensor labels = Tensor.create(new long[] {2, 1});
            Tensor allowed = Tensor.create(new float[] {1, 1, 1, 1, 1, 1}, 2, 3);

            double mine = WithinSource.of(logits, labels, allowed, 0.05).item_double();

            double plain = new CrossEntropy(ClassWeights.even(3), 0.05)
                    .of(logits, labels)
                    .item_double();
            assertThat(mine).isCloseTo(plain, within(1e-5));
        }
    }

    private static Tensor label(long one) {
        return Tensor.create(new long[] {one});
    }
}
