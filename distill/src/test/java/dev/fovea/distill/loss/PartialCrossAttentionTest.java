package dev.fovea.distill.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.distill.loss.PartialCrossAttention.Comparison;
import dev.fovea.distill.loss.PartialCrossAttention.Crossing;
import dev.fovea.distill.net.VisionTransformer.Seen;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PartialCrossAttentionTest {
    private static final int CHANNELS = 8;
    private static final int WIDTH = 128;

    @BeforeEach
    void sameNumbers() {
        torch.manual_seed(3);
    }

    private static Tensor part() {
        return torch.normal_(torch.zeros(2, 2, 196, 64)).set_requires_grad(true);
    }

    private static Seen seen(Tensor queries, Tensor keys, Tensor values) {
        return new Seen(torch.zeros(2, 4), torch.zeros(2, 196, WIDTH), queries, keys, values);
    }

    private static Crossing all(boolean teacher) {
        Tensor mask = torch.full(new long[] {2, 2, 196, 64}, new Scalar(teacher ? 1 : 0))
                .ge(new Scalar(0.5));
        return new Crossing(mask, mask, mask);
    }

    private static Tensor grid() {
        return torch.normal_(torch.zeros(2, CHANNELS, 14, 14)).set_requires_grad(true);
    }

    @ParameterizedTest
    @EnumSource(Comparison.class)
    void allNumbersExchangedLeaveOnlyTheDifferenceOfTheValues(Comparison comparison) {
        try (PointerScope _ = new PointerScope()) {
            PartialCrossAttention attention = silent(comparison);
            Tensor values = part();

            double loss = attention
                    .loss(grid(), seen(part(), part(), values), all(true))
                    .item_double();

            // The student's own values are 0, so what is left is mean((V V^T / 8)^2).
            Tensor products = values.matmul(values.transpose(-2, -1)).div(new Scalar(8));
            assertThat(loss).isCloseTo(products.mul(products).mean().item_double(), within(1e-3));
        }
    }

    /// Rows of a uniform student against a teacher who is nearly sure of one place: ln 196 each, not times B x H x
    /// N.
    @Test
    void rowsAreAveragedAndGoThroughOneSoftmax() {
        try (PointerScope _ = new PointerScope()) {
            Tensor keys = torch.zeros(2, 2, 196, 64);
            Tensor first = torch.zeros(2, 2, 196, 64);
            keys.select(2, 0).fill_(new Scalar(20));
            first.fill_(new Scalar(1));

            double loss = silent(Comparison.ROWS)
                    .loss(grid(), seen(first, keys, torch.zeros(2, 2, 196, 64)), all(false))
                    .item_double();

            assertThat(loss).isCloseTo(Math.log(196), within(1e-3));
        }
    }

    @ParameterizedTest
    @EnumSource(Comparison.class)
    void theStudentLearnsAndTheTeacherDoesNot(Comparison comparison) {
        try (PointerScope _ = new PointerScope()) {
            PartialCrossAttention attention = new PartialCrossAttention(CHANNELS, WIDTH, comparison);
            Tensor grid = grid();
            Tensor queries = part();
            Tensor keys = part();
            Tensor values = part();

            attention.loss(grid, seen(queries, keys, values)).backward();

            assertThat(grid.grad().abs().sum().item_float()).isPositive();
            assertThat(Grads.any(attention)).isTrue();
            assertThat(queries.grad().defined()).isFalse();
            assertThat(keys.grad().defined()).isFalse();
            assertThat(values.grad().defined()).isFalse();
        }
    }

    @Test
    void aStepMakesTheLossSmaller() {
        try (PointerScope _ = new PointerScope()) {
            PartialCrossAttention attention = new PartialCrossAttention(CHANNELS, WIDTH, Comparison.OUTPUTS);
            Tensor grid = grid();
            Seen teacher = seen(part(), part(), part());
            Tensor before = attention.loss(grid, teacher, all(false));

            before.backward();
            Tensor moved = grid.detach().sub(grid.grad().mul(new Scalar(0.1)));

            assertThat(attention.loss(moved, teacher, all(false)).item_double()).isLessThan(before.item_double());
        }
    }

    @Test
    void aboutHalfOfTheNumbersAreExchangedEachOnItsOwn() {
        try (PointerScope _ = new PointerScope()) {
            Crossing crossing = Crossing.draw(torch.zeros(2, 2, 196, 64));

            Tensor queries = crossing.queries().to(torch.ScalarType.Float);
            Tensor keys = crossing.keys().to(torch.ScalarType.Float);
            assertThat(queries.mean().item_double()).isCloseTo(0.5, within(0.01));
            assertThat(queries.mul(keys).mean().item_double()).isCloseTo(0.25, within(0.01));
        }
    }

    /// Its queries, keys and values are all 0.
    private static PartialCrossAttention silent(Comparison comparison) {
        PartialCrossAttention attention = new PartialCrossAttention(CHANNELS, WIDTH, comparison);
        try (NoGradGuard _ = new NoGradGuard()) {
            TensorVector all = attention.parameters();
            for (long i = 0; i < all.size(); i++) {
                all.get(i).zero_();
            }
        }
        return attention;
    }
}
