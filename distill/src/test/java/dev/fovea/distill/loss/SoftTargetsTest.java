package dev.fovea.distill.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class SoftTargetsTest {
    private static final SoftTargets SOFT = new SoftTargets(new CrossEntropy(ClassWeights.even(2), 0), 0.3, 4);

    @Test
    void itIsThreeTenthsLabelsAndSevenTenthsSoftenedScoresTimesTSquared() {
        try (PointerScope _ = new PointerScope()) {
            // At T = 4: the teacher 0.8 to 0.2, the student 0.5 to 0.5; two pictures alike, so the mean is one of them.
            float high = (float) (4 * Math.log(4));
            Tensor teacher = Tensor.create(new float[] {high, 0, high, 0}, 2, 2);
            Tensor student = Tensor.create(new float[] {0, 0, 0, 0}, 2, 2);

            double loss =
                    SOFT.of(student, Tensor.create(new long[] {0, 1}), teacher).item_double();

            double divergence = 0.8 * Math.log(0.8 / 0.5) + 0.2 * Math.log(0.2 / 0.5);
            assertThat(loss).isCloseTo(0.3 * Math.log(2) + 0.7 * 16 * divergence, within(1e-5));
        }
    }

    @Test
    void theStudentIsPulledToTheTeacherAndTheTeacherNowhere() {
        try (PointerScope _ = new PointerScope()) {
            Tensor student = Grads.leaf(new float[] {0, 0}, 1, 2);
            Tensor teacher = Grads.leaf(new float[] {2, 0}, 1, 2);

            SOFT.divergence(student, teacher).backward();

            assertThat(Grads.of(student)[0]).isNegative();
            assertThat(Grads.of(student)[1]).isPositive();
            assertThat(teacher.grad().defined()).isFalse();
        }
    }

    @Test
    void whoSaysTheSameHasNothingToLearn() {
        try (PointerScope _ = new PointerScope()) {
            Tensor same = Tensor.create(new float[] {1, -2}, 1, 2);

            assertThat(SOFT.divergence(same, same).item_double()).isCloseTo(0, within(1e-6));
        }
    }
}
