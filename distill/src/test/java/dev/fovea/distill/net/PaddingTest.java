package dev.fovea.distill.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.distill.net.Padding.Pads;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class PaddingTest {
    private static final ConvShape HALVING = ConvShape.dense(3, 8, 3, 2);

    @Test
    void sameAddsTheOddZeroAfter() {
        assertThat(Padding.SAME.pads(224, 224, HALVING)).isEqualTo(new Pads(0, 0, 1, 1));
        assertThat(Padding.SAME.pads(225, 224, HALVING)).isEqualTo(new Pads(1, 0, 1, 1));
    }

    @Test
    void sameIsSymmetricWithoutAStride() {
        assertThat(Padding.SAME.pads(56, 56, ConvShape.depthwise(8, 3, 1))).isEqualTo(new Pads(1, 1, 1, 1));
    }

    @Test
    void symmetricNeverAsksForTheSize() {
        assertThat(Padding.SYMMETRIC.pads(224, 225, HALVING)).isEqualTo(new Pads(1, 1, 1, 1));
    }

    @Test
    void aHalvingUnderSameStartsAtTheFirstPixel() {
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            MobileNetV2 network = Randomised.norms(new MobileNetV2(4, ConvOptions.TENSORFLOW));
            Step.Conv first = (Step.Conv) network.steps().getFirst();
            Tensor image = Randomised.images(1, 32);

            Tensor made = first.run(new Tensor[] {image});

            Tensor wide = torch.constant_pad_nd(image, 0, 1, 0, 1);
            Tensor plain =
                    torch.relu6(first.unit().norm().forward(first.unit().conv().forward(wide)));
            assertThat(Floats.of(made)).containsExactly(Floats.of(plain));
            assertThat(Floats.shape(made)).containsExactly(1, 32, 16, 16);
        }
    }
}
