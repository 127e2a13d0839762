package dev.fovea.distill.net;

import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.ConvTranspose2dImpl;
import org.bytedeco.pytorch.ConvTranspose2dOptions;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// Finds points of a retina that another photograph of it shows too, and describes them: an encoder of four blocks,
/// a descriptor head and a detector that climbs back to full size (SuperRetina, methods.md C1). Written from that
/// table.
public abstract sealed class RetinaNetwork extends Module permits SuperRetina, LkSuperRetina, FoldedLkSuperRetina {
    /// Channels after each block.
    static final int[] CHANNELS = {64, 64, 128, 128};

    static final int DESCRIPTOR = 256;

    /// @param detector how likely each pixel is a point, `[N, 1, H, W]`, 0 to 1
    /// @param descriptors `[N, 256, h, w]`, 94 x 94 places for 768 x 768; of no fixed length, normalise after
    /// sampling
    public record Points(Tensor detector, Tensor descriptors) {}

    RetinaNetwork(String name) {
        super(name);
    }

    /// The layers behind the encoder, which all kinds share.
    record Rest(Describe describe, Climb third, Climb second, Climb first, Conv2dImpl last) {
        static Rest hang(Names names) {
            return new Rest(
                    Describe.hang(names),
                    Climb.hang(names, "dconv_up3", CHANNELS[2] + CHANNELS[3], CHANNELS[2]),
                    Climb.hang(names, "dconv_up2", CHANNELS[1] + CHANNELS[2], CHANNELS[1]),
                    Climb.hang(names, "dconv_up1", CHANNELS[0] + CHANNELS[1], CHANNELS[0]),
                    names.put("conv_last", Layers.biased(ConvShape.point(CHANNELS[0], 1), 0)));
        }
    }

    abstract Rest rest();

    /// One of the encoder's blocks, 1 to 4.
    abstract Tensor block(int number, Tensor x);

    /// In the encoder and the descriptor head.
    abstract Tensor activation(Tensor x);

    /// @param grey `[N, 1, H, W]`, both sides multiples of 8, 0 to 1
    public final Points forward(Tensor grey) {
        Tensor one = block(1, grey);
        Tensor two = block(2, halved(one));
        Tensor three = block(3, halved(two));
        Tensor four = block(4, halved(three));
        Tensor up = rest().third.forward(four, three);
        up = rest().second.forward(up, two);
        up = rest().first.forward(up, one);
        return new Points(rest().last.forward(up).sigmoid(), describe(four));
    }

    private Tensor describe(Tensor four) {
        Describe layers = rest().describe;
        Tensor x = activation(layers.a.forward(four));
        x = layers.c.forward(activation(layers.b.forward(x)));
        Tensor length = x.norm(new ScalarOptional(new Scalar(2)), new long[] {1}, true);
        return layers.wider.forward(x.div(length));
    }

    private static Tensor halved(Tensor x) {
        return torch.max_pool2d(x, 2, 2);
    }

    static Conv2dImpl conv3(int in, int out) {
        return Layers.biased(ConvShape.dense(in, out, 3, 1), 1);
    }

    private record Describe(Conv2dImpl a, Conv2dImpl b, Conv2dImpl c, ConvTranspose2dImpl wider) {
        static Describe hang(Names names) {
            ConvTranspose2dOptions twice = new ConvTranspose2dOptions(DESCRIPTOR, DESCRIPTOR, new LongPointer(2, 2));
            twice.stride().put(new long[] {2, 2});
            return new Describe(
                    names.put("convDa", conv3(CHANNELS[3], DESCRIPTOR)),
                    names.put("convDb", Layers.biased(ConvShape.dense(DESCRIPTOR, DESCRIPTOR, 4, 2), 0)),
                    names.put("convDc", Layers.biased(ConvShape.point(DESCRIPTOR, DESCRIPTOR), 0)),
                    names.put("trans_conv", new ConvTranspose2dImpl(twice)));
        }
    }

    /// Twice the size, beside what the encoder had there, through two convolutions.
    private record Climb(Conv2dImpl first, Conv2dImpl second) {
        static Climb hang(Names names, String path, int in, int out) {
            return new Climb(names.put(path + ".0", conv3(in, out)), names.put(path + ".2", conv3(out, out)));
        }

        Tensor forward(Tensor low, Tensor beside) {
            Tensor up = torch.upsample_bilinear2d(low, new long[] {beside.size(2), beside.size(3)}, true);
            Tensor both = torch.cat(new TensorVector(up, beside), 1);
            return second.forward(first.forward(both).relu_()).relu_();
        }
    }
}
