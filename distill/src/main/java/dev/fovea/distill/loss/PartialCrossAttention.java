package dev.fovea.distill.loss;

import dev.fovea.distill.net.VisionTransformer.Seen;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Conv2dOptions;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Gives the student's 14 x 14 grid queries, keys and values as the teacher's last block has them, and asks that
/// they attend alike (Liu et al., ACCV 2022, equations 1 to 4, as told in methods.md A3). While it learns, each
/// number of the student's is exchanged for the teacher's with probability one half: partially crossed.
///
/// The scores go through one softmax. Dropped after training.
public final class PartialCrossAttention extends Module {
    private static final int SIDE = 14;
    private static final int HEAD_WIDTH = 64;
    private static final double SCALE = 1 / Math.sqrt(HEAD_WIDTH);

    /// How attention is compared.
    public enum Comparison {
        /// The mean square difference of what is attended to, softmax(Q K^T / sqrt d) V: equation 4.
        OUTPUTS,
        /// KL of the teacher's attention against the student's, per row: summed over the row, divided by B x H x N.
        /// Without that division it would swamp every other loss (methods.md A4, 9).
        ROWS
    }

    /// Which numbers are the teacher's: true where they are. One mask each, `[B, H, 196, 64]`.
    public record Crossing(Tensor queries, Tensor keys, Tensor values) {
        /// Each number with probability one half, by PyTorch's generator.
        public static Crossing draw(Tensor like) {
            return new Crossing(coins(like), coins(like), coins(like));
        }

        private static Tensor coins(Tensor like) {
            return torch.rand_like(like).ge(new Scalar(0.5));
        }
    }

    private final Comparison comparison;
    private final Conv2dImpl queries;
    private final Conv2dImpl keys;
    private final Conv2dImpl values;

    /// @param channels of the student's grid
    /// @param width of the teacher's tokens, a multiple of 64
    public PartialCrossAttention(int channels, int width, Comparison comparison) {
        super("PartialCrossAttention");
        if (width < HEAD_WIDTH || width % HEAD_WIDTH != 0) {
            throw new IllegalArgumentException("the teacher's width must be a multiple of 64, was " + width);
        }
        this.comparison = comparison;
        queries = register_module("queries", look(channels, width));
        keys = register_module("keys", look(channels, width));
        values = register_module("values", look(channels, width));
    }

    private static Conv2dImpl look(int channels, int width) {
        Conv2dOptions options = new Conv2dOptions(channels, width, new LongPointer(3, 3));
        options.padding().put(new LongPointer(1, 1));
        return new Conv2dImpl(options);
    }

    /// @param grid of the student, `[B, channels, 14, 14]`
    /// @param teacher what it saw in the same pictures; no gradient goes there
    public Tensor loss(Tensor grid, Seen teacher) {
        return loss(grid, teacher, Crossing.draw(teacher.queries()));
    }

    Tensor loss(Tensor grid, Seen teacher, Crossing crossing) {
        Tensor ownValues = heads(values.forward(grid));
        Tensor theirQueries = teacher.queries().detach();
        Tensor theirKeys = teacher.keys().detach();
        Tensor theirValues = teacher.values().detach();
        Tensor mixedQueries = torch.where(crossing.queries, theirQueries, heads(queries.forward(grid)));
        Tensor mixedKeys = torch.where(crossing.keys, theirKeys, heads(keys.forward(grid)));
        Tensor mixedValues = torch.where(crossing.values, theirValues, ownValues);
        Tensor ours = products(mixedQueries, mixedKeys);
        Tensor theirs = products(theirQueries, theirKeys);
        Tensor attention = switch (comparison) {
            case OUTPUTS ->
                torch.mse_loss(
                        torch.softmax(ours, -1).matmul(mixedValues),
                        torch.softmax(theirs, -1).matmul(theirValues));
            case ROWS -> rows(ours, theirs);
        };
        return attention.add(torch.mse_loss(products(ownValues, ownValues), products(theirValues, theirValues)));
    }

    private static Tensor rows(Tensor ours, Tensor theirs) {
        Tensor wanted = torch.log_softmax(theirs, -1);
        Tensor each = wanted.exp().mul(wanted.sub(torch.log_softmax(ours, -1)));
        return each.sum(-1).mean();
    }

    /// a b^T / sqrt d.
    private static Tensor products(Tensor a, Tensor b) {
        return a.matmul(b.transpose(-2, -1)).mul(new Scalar(SCALE));
    }

    /// From `[B, H 64, 14, 14]` to `[B, H, 196, 64]`, row by row of the grid.
    private static Tensor heads(Tensor map) {
        long heads = map.size(1) / HEAD_WIDTH;
        return map.reshape(map.size(0), heads, HEAD_WIDTH, (long) SIDE * SIDE).transpose(2, 3);
    }
}
