package dev.fovea.distill.net;

import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.PReLUImpl;
import org.bytedeco.pytorch.Tensor;

/// With larger kernels (methods.md C3): blocks 2 to 4 look through one, three and five places side by side, and one
/// slope is shared by all activations of the encoder and the descriptor head. 3,960,322 parameters.
public final class LkSuperRetina extends RetinaNetwork {
    /// `a`, then the sum of itself and three convolutions of it.
    record Block(Conv2dImpl a, Conv2dImpl one, Conv2dImpl three, Conv2dImpl five) {
        static Block hang(Names names, int number) {
            int in = CHANNELS[number - 2];
            int out = CHANNELS[number - 1];
            String path = "conv" + number;
            return new Block(
                    names.put(path + "a", conv3(in, out)),
                    names.put(path + "b.one", Layers.biased(ConvShape.point(out, out), 0)),
                    names.put(path + "b.three", conv3(out, out)),
                    names.put(path + "b.five", Layers.biased(ConvShape.dense(out, out, 5, 1), 2)));
        }

        Tensor wide(Tensor x) {
            return x.add(one.forward(x)).add(three.forward(x)).add(five.forward(x));
        }
    }

    private final Conv2dImpl firstA;
    private final Conv2dImpl firstB;
    private final List<Block> blocks;
    private final PReLUImpl slope;
    private final Rest rest;

    public LkSuperRetina() {
        super("LkSuperRetina");
        Names names = new Names(this);
        firstA = names.put("conv1a", conv3(1, CHANNELS[0]));
        firstB = names.put("conv1b", conv3(CHANNELS[0], CHANNELS[0]));
        blocks = IntStream.rangeClosed(2, 4)
                .mapToObj(number -> Block.hang(names, number))
                .toList();
        slope = names.put("prelu", new PReLUImpl());
        rest = Rest.hang(names);
    }

    /// The same function with a single 5 x 5 convolution for each sum, for use without further training.
    public RetinaNetwork folded() {
        return new FoldedLkSuperRetina(this);
    }

    List<Block> blocks() {
        return blocks;
    }

    @Override
    Rest rest() {
        return rest;
    }

    @Override
    Tensor block(int number, Tensor x) {
        if (number == 1) {
            return activation(firstB.forward(activation(firstA.forward(x))));
        }
        Block block = blocks.get(number - 2);
        return activation(block.wide(activation(block.a.forward(x))));
    }

    @Override
    Tensor activation(Tensor x) {
        return slope.forward(x);
    }
}
