package dev.fovea.distill.net;

import dev.fovea.distill.net.LkSuperRetina.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.PReLUImpl;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/// [LkSuperRetina] with every sum of parallel convolutions as one: they are linear, so their kernels add up.
final class FoldedLkSuperRetina extends RetinaNetwork {
    private static final int KERNEL = 5;

    private final List<Conv2dImpl> a = new ArrayList<>();
    private final List<Conv2dImpl> b = new ArrayList<>();
    private final PReLUImpl slope;
    private final Rest rest;

    FoldedLkSuperRetina(LkSuperRetina from) {
        super("FoldedLkSuperRetina");
        Names names = new Names(this);
        int in = 1;
        for (int i = 1; i <= CHANNELS.length; i++) {
            int out = CHANNELS[i - 1];
            a.add(names.put("conv" + i + "a", conv3(in, out)));
            Conv2dImpl five = Layers.biased(ConvShape.dense(out, out, KERNEL, 1), KERNEL / 2);
            b.add(names.put("conv" + i + "b", i == 1 ? conv3(out, out) : five));
            in = out;
        }
        slope = names.put("prelu", new PReLUImpl());
        rest = Rest.hang(names);
        try (NoGradGuard _ = new NoGradGuard()) {
            copy(from);
        }
        eval();
    }

    private void copy(LkSuperRetina from) {
        Map<String, Tensor> theirs = StateNames.state(from);
        StateNames.state(this).forEach((name, mine) -> {
            Tensor same = theirs.get(name);
            if (same != null) {
                mine.copy_(same);
            }
        });
        for (int i = 0; i < from.blocks().size(); i++) {
            fold(from.blocks().get(i), b.get(i + 1));
        }
    }

    /// Kernels in the middle of the widest; "itself" is a kernel of 1 between like channels.
    private static void fold(Block block, Conv2dImpl into) {
        into.weight().copy_(block.five().weight());
        into.bias()
                .copy_(block.five()
                        .bias()
                        .add(block.three().bias())
                        .add(block.one().bias()));
        into.weight().narrow(2, 1, 3).narrow(3, 1, 3).add_(block.three().weight());
        Tensor centre = into.weight().select(3, 2).select(2, 2);
        centre.add_(block.one().weight().flatten(1, 3));
        centre.diagonal().add_(new Scalar(1));
    }

    @Override
    Rest rest() {
        return rest;
    }

    @Override
    Tensor block(int number, Tensor x) {
        return activation(b.get(number - 1).forward(activation(a.get(number - 1).forward(x))));
    }

    @Override
    Tensor activation(Tensor x) {
        return slope.forward(x);
    }
}
