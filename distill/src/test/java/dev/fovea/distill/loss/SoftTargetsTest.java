package dev.fovea.distill.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class SoftTargetsTest {
    private static final SoftTargets SOFT = new SoftTargets(0.3, 4);

    @Test
    void itIsThreeTenthsLabelsAndSevenTenthsSoftenedScoresTimesTSquared() {
        try (PointerScope _ = new PointerScope()) {
            // At T = 4: the teacher 0.8 to 0.2, the student 0.5 to 0.5; two pictures alike, so the mean is one of them.
            float high = (float) (4 * Math.log(4));
            Tensor teacher = Tensor.create(new float[] {high, 0, high, 0}, 2, 2);
            Tensor student = Tensor.create(new float[] {0, 0, 0, 0}, 2, 2);

            Tensor hard = Tensor.create(new float[] {(float) Math.log(2)}).sum();

            double loss = SOFT.mixed(hard, student, teacher, weights(1, 1)).item_double();

            double divergence = 0.8 * Math.log(0.8 / 0.5) + 0.2 * Math.log(0.2 / 0.5);
            assertThat(loss).isCloseTo(0.3 * Math.log(2) + 0.7 * 16 * divergence, within(1e-5));
        }
    }

    @Test
    void theStudentIsPulledToTheTeacherAndTheTeacherNowhere() {
        try (PointerScope _ = new PointerScope()) {
            Tensor student = Grads.leaf(new float[] {0, 0}, 1, 2);
            Tensor teacher = Grads.leaf(new float[] {2, 0}, 1, 2);

            SOFT.divergence(student, teacher, weights(1)).backward();

            assertThat(Grads.of(student)[0]).isNegative();
            assertThat(Grads.of(student)[1]).isPositive();
            assertThat(teacher.grad().defined()).isFalse();
        }
    }

    @Test
    void whoSaysTheSameHasNothingToLearn() {
        try (PointerScope _ = new PointerScope()) {
            Tensor same = Tensor.create(new float[] {1, -2}, 1, 2);

            assertThat(SOFT.divergence(same, same, weights(1)).item_double()).isCloseTo(0, within(1e-6));
        }
    }

    @Test
    void aPictureThatTheTeacherHasNotSeenCountsByItsLabelAlone() {
        try (PointerScope _ = new PointerScope()) {
            Tensor teacher = Tensor.create(new float[] {3, 0, 0, 3}, 2, 2);
            Tensor student = Grads.leaf(new float[] {0, 0, 0, 0}, 2, 2);

            SOFT.divergence(student, teacher, weights(1, 0)).backward();

            assertThat(Grads.of(student)).satisfies(all -> {
                assertThat(all[0]).isNegative();
                assertThat(all[2]).isZero();
                assertThat(all[3]).isZero();
            });
            assertThat(SOFT.divergence(student, teacher, weights(0, 0)).item_double())
                    .isZero();
        }
    }

    private static Tensor weights(float... each) {
        return Tensor.create(each);
    }
}
