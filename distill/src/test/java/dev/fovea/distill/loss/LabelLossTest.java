package dev.fovea.distill.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class LabelLossTest {
    private static final ClassWeights EVEN = ClassWeights.even(2);

    /// p = 0.8 and 0.25 of the truth.
    private static Tensor logits() {
        return Grads.leaf(new float[] {(float) Math.log(4), 0, (float) Math.log(3), 0}, 2, 2);
    }

    private static Tensor labels() {
        return Tensor.create(new long[] {0, 1});
    }

    @Test
    void balancedWeightsMakeClassesCountEquallyAndKeepTheMean() {
        assertThat(ClassWeights.balanced(new int[] {0, 0, 0, 1}, 2).each()).containsExactly(4.0 / 6, 2.0);
        assertThatThrownBy(() -> ClassWeights.balanced(new int[] {0, 0}, 2)).hasMessageContaining("[2, 0]");
    }

    @Test
    void crossEntropyIsTheMeanByWeight() {
        try (PointerScope _ = new PointerScope()) {
            Tensor plain = new CrossEntropy(EVEN, 0).of(logits(), labels());
            Tensor weighted = new CrossEntropy(new ClassWeights(List.of(1.0, 3.0)), 0).of(logits(), labels());

            assertThat(plain.item_double()).isCloseTo((-Math.log(0.8) - Math.log(0.25)) / 2, within(1e-6));
            assertThat(weighted.item_double()).isCloseTo((-Math.log(0.8) - 3 * Math.log(0.25)) / 4, within(1e-6));
        }
    }

    @Test
    void smoothingSpreadsAShareOverAllClasses() {
        try (PointerScope _ = new PointerScope()) {
            Tensor loss = new CrossEntropy(EVEN, 0.2).of(logits().narrow(0, 0, 1), Tensor.create(new long[] {0}));

            assertThat(loss.item_double()).isCloseTo(-0.9 * Math.log(0.8) - 0.1 * Math.log(0.2), within(1e-6));
        }
    }

    @Test
    void theFocalFactorComesFromTheUnweightedProbability() {
        try (PointerScope _ = new PointerScope()) {
            Tensor loss = new Focal(new ClassWeights(List.of(1.0, 3.0)), 2).of(logits(), labels());

            double easy = 0.2 * 0.2 * -Math.log(0.8);
            double hard = 3 * 0.75 * 0.75 * -Math.log(0.25);
            assertThat(loss.item_double()).isCloseTo((easy + hard) / 2, within(1e-6));
        }
    }

    @Test
    void aCertainAnswerHasAFiniteGradient() {
        try (PointerScope _ = new PointerScope()) {
            Tensor certain = Grads.leaf(new float[] {200, -200}, 1, 2);

            new Focal(EVEN, 2).of(certain, Tensor.create(new long[] {0})).backward();

            assertThat(Grads.of(certain)).containsExactly(new float[] {0, 0}, within(1e-6f));
        }
    }

    @Test
    void bothRaiseTheScoreOfTheTruth() {
        try (PointerScope _ = new PointerScope()) {
            for (LabelLoss loss : List.of(new CrossEntropy(EVEN, 0.05), new Focal(EVEN, 2))) {
                Tensor logits = logits();

                loss.of(logits, labels()).backward();

                // A step goes against the gradient.
                float[] gradient = Grads.of(logits);
                assertThat(gradient[0]).isNegative();
                assertThat(gradient[1]).isPositive();
                assertThat(gradient[2]).isPositive();
                assertThat(gradient[3]).isNegative();
            }
        }
    }
}
