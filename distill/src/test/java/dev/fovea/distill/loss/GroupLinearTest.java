package dev.fovea.distill.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.distill.net.Floats;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class GroupLinearTest {
    @Test
    void sixteenLayersServeTheirOwnNeighbours() {
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            GroupLinear linear = new GroupLinear(2, 1, 0);
            // Layer g answers g whatever it sees.
            TensorVector parameters = linear.parameters();
            for (int group = 0; group < 16; group++) {
                parameters.get(2L * group).zero_();
                parameters.get(2L * group + 1).fill_(new Scalar(group));
            }

            float[] tokens = Floats.of(linear.forward(torch.zeros(1, 2, 14, 14)));

            assertThat(parameters.size()).isEqualTo(32);
            for (int row = 0; row < 14; row++) {
                for (int column = 0; column < 14; column++) {
                    assertThat(tokens[14 * row + column]).isEqualTo(GroupLinear.group(row, column));
                }
            }
        }
    }

    @Test
    void rowsOfGroupsAreFourFourFourAndTwo() {
        assertThat(GroupLinear.group(3, 3)).isZero();
        assertThat(GroupLinear.group(4, 0)).isEqualTo(4);
        assertThat(GroupLinear.group(11, 11)).isEqualTo(10);
        assertThat(GroupLinear.group(12, 13)).isEqualTo(15);
        assertThat(GroupLinear.group(13, 12)).isEqualTo(15);
    }

    @Test
    void itPullsTheStudentToTheTeacherAndNotBack() {
        try (PointerScope _ = new PointerScope()) {
            Tensor student = Grads.leaf(new float[] {1, 2}, 1, 1, 2);
            Tensor teacher = Grads.leaf(new float[] {0, 4}, 1, 1, 2);

            Tensor loss = GroupLinear.loss(student, teacher);
            loss.backward();

            assertThat(loss.item_double()).isCloseTo((1 + 4) / 2.0, within(1e-6));
            assertThat(Grads.of(student)).containsExactly(1, -2);
            assertThat(teacher.grad().defined()).isFalse();
        }
    }

    @Test
    void anotherGridIsRefused() {
        try (PointerScope _ = new PointerScope()) {
            GroupLinear linear = new GroupLinear(2, 1, 0);
            Tensor small = torch.zeros(1, 2, 7, 7);

            assertThatThrownBy(() -> linear.forward(small)).hasMessageContaining("7 x 7");
        }
    }
}
