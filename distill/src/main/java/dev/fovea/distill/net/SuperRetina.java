package dev.fovea.distill.net;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Tensor;

/// The original (Liu et al., ECCV 2022): 3,001,217 parameters (methods.md C1).
public final class SuperRetina extends RetinaNetwork {
    private record Block(Conv2dImpl a, Conv2dImpl b) {}

    private final List<Block> blocks;
    private final Rest rest;

    public SuperRetina() {
        super("SuperRetina");
        Names names = new Names(this);
        List<Block> hung = new ArrayList<>();
        int in = 1;
        for (int i = 1; i <= CHANNELS.length; i++) {
            int out = CHANNELS[i - 1];
            hung.add(new Block(
                    names.put("conv" + i + "a", conv3(in, out)), names.put("conv" + i + "b", conv3(out, out))));
            in = out;
        }
        blocks = List.copyOf(hung);
        rest = Rest.hang(names);
    }

    @Override
    Rest rest() {
        return rest;
    }

    @Override
    Tensor block(int number, Tensor x) {
        Block block = blocks.get(number - 1);
        return activation(block.b.forward(activation(block.a.forward(x))));
    }

    @Override
    Tensor activation(Tensor x) {
        return x.relu_();
    }
}
