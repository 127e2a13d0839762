package dev.fovea.distill.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DiscriminatorTest {
    @BeforeEach
    void sameNumbers() {
        torch.manual_seed(5);
    }

    private static Tensor tokens() {
        return torch.normal_(torch.zeros(2, 196, 16)).set_requires_grad(true);
    }

    /// With its last layer at 0 every score is 0, so every probability one half.
    @Test
    void whoCannotTellPaysTwiceTheLogarithmOfTwo() {
        try (PointerScope _ = new PointerScope()) {
            Discriminator discriminator = new Discriminator(16, 8);
            TensorVector all = discriminator.parameters();
            all.get(4).data().zero_();
            all.get(5).data().zero_();

            assertThat(discriminator.ownLoss(tokens(), tokens()).item_double())
                    .isCloseTo(2 * Math.log(2), within(1e-6));
            assertThat(discriminator.studentLoss(tokens()).item_double()).isCloseTo(Math.log(2), within(1e-6));
        }
    }

    @Test
    void theStudentsStepRaisesItsScoreAndLeavesTheDiscriminatorAlone() {
        try (PointerScope _ = new PointerScope()) {
            Discriminator discriminator = new Discriminator(16, 8);
            Tensor student = tokens();
            discriminator.learning(false);

            discriminator.studentLoss(student).backward();
            Tensor moved = student.detach().sub(student.grad().mul(new Scalar(100)));

            assertThat(discriminator.forward(moved).mean().item_double())
                    .isGreaterThan(discriminator.forward(student).mean().item_double());
            assertThat(Grads.any(discriminator)).isFalse();
        }
    }

    @Test
    void theDiscriminatorsStepTellsThemApartAndLeavesBothAlone() {
        try (PointerScope _ = new PointerScope()) {
            Discriminator discriminator = new Discriminator(16, 8);
            Tensor teacher = tokens();
            Tensor student = tokens();
            discriminator.learning(false);
            discriminator.learning(true);
            AdamW optimizer = new AdamW(discriminator.parameters(), new AdamWOptions(0.01));
            double before = discriminator.ownLoss(teacher, student).item_double();

            for (int step = 0; step < 20; step++) {
                optimizer.zero_grad();
                discriminator.ownLoss(teacher, student).backward();
                optimizer.step();
            }

            assertThat(discriminator.ownLoss(teacher, student).item_double()).isLessThan(before);
            assertThat(discriminator.forward(teacher).mean().item_double())
                    .isGreaterThan(discriminator.forward(student).mean().item_double());
            assertThat(teacher.grad().defined()).isFalse();
            assertThat(student.grad().defined()).isFalse();
        }
    }
}
