package dev.fovea.distill.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.distill.net.Floats;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class SourceHeadTest {
    @Test
    void reversalKeepsTheNumbersAndTurnsTheirGradient() {
        try (PointerScope _ = new PointerScope()) {
            Tensor features = Grads.leaf(new float[] {2, -1}, 1, 2);

            Tensor reversed = SourceHead.reversed(features, 0.5);
            reversed.sum().backward();

            assertThat(Floats.of(reversed)).containsExactly(new float[] {2, -1}, within(1e-6f));
            assertThat(Grads.of(features)).containsExactly(-0.5f, -0.5f);
        }
    }

    @Test
    void theHeadLearnsTheSourceWhileTheStudentUnlearnsIt() {
        try (PointerScope _ = new PointerScope()) {
            torch.manual_seed(7);
            SourceHead head = new SourceHead(4, 2);
            Tensor sources = Tensor.create(new long[] {0, 1, 0});
            Tensor straight = torch.normal_(torch.zeros(3, 4)).set_requires_grad(true);
            Tensor turned = straight.detach().clone().set_requires_grad(true);

            head.loss(straight, sources, -1).backward();
            head.loss(turned, sources, 1).backward();

            float[] one = Grads.of(straight);
            float[] other = Grads.of(turned);
            for (int i = 0; i < one.length; i++) {
                assertThat(other[i]).isCloseTo(-one[i], within(1e-6f));
            }
            assertThat(Grads.any(head)).isTrue();
        }
    }

    @Test
    void itsStrengthGrowsFromNothingToNearlyOne() {
        assertThat(SourceHead.strength(0)).isZero();
        assertThat(SourceHead.strength(0.5)).isCloseTo(0.9866, within(1e-4));
        assertThat(SourceHead.strength(1)).isCloseTo(0.9999, within(1e-4));
    }
}
